using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Benchmarks.Micro;

/// <summary>One licensed clinician and one checked-in patient in Utah: the values that every benchmark starts from.</summary>
internal static class ClinicOfOne
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);
    public static readonly StaffId Clinician = new(new Guid("00000000-0000-0000-0000-0000000000c1"));
    public static readonly PatientId Patient = new(new Guid("00000000-0000-0000-0000-0000000000a1"));
    public static readonly ParticipantId AsPatient = new(new Guid("00000000-0000-0000-0000-0000000000b1"));
    public static readonly ParticipantId AsClinician = new(new Guid("00000000-0000-0000-0000-0000000000b2"));
    public static readonly Actor TheClinician = Actor.OfStaff(Clinician, StaffRoles.Clinician);

    private static readonly string TextHash = new('a', 64);
    private static readonly DeviceCheck Device = new(DeviceState.Ok, DeviceState.Ok, DeviceState.Ok);

    public static readonly ClinicianFacts Licensed = new(Clinician, Profession.MD, true, 4, [Licence("UT", 1), Licence("ID", 2), Licence("NV", 3)]);

    public static readonly VisitFacts Facts = new()
    {
        Clinic = new ClinicFacts
        {
            ServedStates = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"],
            RulesVersion = "1:bench",
            Clinicians = ImmutableDictionary<StaffId, ClinicianFacts>.Empty.Add(Clinician, Licensed),
        },
        Patient = new PatientFacts(Patient, new LocalDate(1990, 4, 5), 1),
    };

    /// <summary>What happens from scheduling until both are in the room.</summary>
    public static readonly ImmutableArray<VisitEvent> UntilInProgress =
    [
        new VisitScheduled(Patient, Clinician, VisitKind.FollowUp, Now, 30, "America/Denver", null),
        new ParticipantInvited(AsPatient, ParticipantRole.Patient, null),
        new ParticipantInvited(AsClinician, ParticipantRole.Clinician, Clinician),
        new ParticipantIdentified(AsPatient, IdentityMethod.BirthDate, false),
        new LocationAttested(AsPatient, 1, "US", "UT", StatedBy.Patient, true) { Detail = new PersonalDetail { Address = new("1 Main St", "Town", "84101") } },
        new Domain.Visits.ConsentGiven(AsPatient, "2026-1", "en", "UT", TextHash),
        new ParticipantCheckedIn(AsPatient, StatedBy.Patient, Device, 0),
        new ClinicianOpened(Clinician),
        new PatientClaimed(Clinician, "peer", "room-of-the-bench", Now + Duration.FromMinutes(2)),
        new PatientAdmitted(Clinician, null, Now + Duration.FromMinutes(30)),
    ];

    /// <summary>A start in Utah by someone licensed there and in Idaho, with the device within a kilometre of Idaho and rules as a clinic has them.</summary>
    public static LicensureQuestion AtBorder { get; } = new()
    {
        Purpose = DecisionPurpose.Admit,
        Basis = DecisionBasis.Start,
        ClinicianId = Clinician,
        Clinicians = [Licensed with { Uses = [] }],
        Attestation = new(1, "US", "UT", StatedBy.Patient, Now - Duration.FromMinutes(3), true),
        StartsAt = Now,
        ExpectedEnd = Now + Duration.FromMinutes(30),
        PatientBirthDate = new LocalDate(1990, 4, 5),
        MinorBasisRecorded = false,
        ConsentGiven = true,
        IdentityVerified = true,
        ServedStates = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"],
        RulesVersion = "1-bench",
        Rules = Rules,
        Policy = VisitPolicy.Default,
        Now = Now,
        VisitId = new VisitId(new Guid("00000000-0000-0000-0000-0000000000f1")),
        PatientId = Patient,
        Device = new DeviceLocation
        {
            Candidates = ["ID", "UT"], Containing = "UT", NearestBorder = DistanceBucket.Under1km, AccuracyMeters = 50, TooCoarse = false,
            Zones = ["America/Boise", "America/Denver"], NearShore = false, MapVersion = new string('c', 64), At = Now - Duration.FromMinutes(1),
        },
    };

    private static RuleSet Rules
    {
        get
        {
            var read = new RuleProvenance(new LocalDate(2026, 11, 1), "source", "reader", RuleConfidence.Primary);
            return new RuleSet
            {
                Version = "1-bench",
                Hash = new string('d', 64),
                Compacts = [new(CompactId.IMLC, CompactMechanism.ExpeditedLicense, [Profession.MD], true, [new("UT", null, null, read), new("ID", null, null, read)])],
                Paths = [new("AZ-registry", "AZ", AuthorityKind.TelehealthRegistration, [Profession.MD], null, null, null, true, true, false, PatientScope.Any, false, "registry", read)],
            };
        }
    }

    public static Visit Fold(IEnumerable<VisitEvent> events) =>
        events.Aggregate(Visit.Unscheduled(new VisitId(new Guid("00000000-0000-0000-0000-0000000000f1"))), (visit, happened) => visit.Apply(happened, Now));

    private static Authority Licence(string state, long sequence) => new()
    {
        Id = new AuthorityId(new Guid($"00000000-0000-0000-0000-{sequence:D12}")),
        ClinicianId = Clinician,
        Sequence = sequence,
        Kind = AuthorityKind.FullLicense,
        Profession = Profession.MD,
        Jurisdictions = [state],
        Number = $"{state}-100",
        Issuer = $"{state} Board",
        EffectiveOn = new LocalDate(2024, 11, 1),
        ExpiresOn = new LocalDate(2027, 10, 31),
        BoardStatus = BoardStatus.Active,
        VerifiedOn = new LocalDate(2026, 11, 20),
        Source = "primary source",
        RecordedAt = Now,
    };
}
