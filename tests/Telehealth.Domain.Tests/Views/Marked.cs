using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Views;

/// <summary>A visit in progress with a marker in every personal field, so that a leak is found by its word.</summary>
internal static class Marked
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 18, 0);
    public static readonly ParticipantId Patient = new(Guid.Parse("00000000-0000-4000-8000-000000000001"));
    public static readonly ParticipantId Guest = new(Guid.Parse("00000000-0000-4000-8000-000000000002"));
    public static readonly ParticipantId OtherGuest = new(Guid.Parse("00000000-0000-4000-8000-000000000003"));
    public static readonly ParticipantId ClinicianPerson = new(Guid.Parse("00000000-0000-4000-8000-000000000004"));
    public static readonly StaffId Clinician = new(Guid.Parse("00000000-0000-4000-8000-000000000005"));
    public static readonly StaffId Receiver = new(Guid.Parse("00000000-0000-4000-8000-000000000006"));
    public static readonly ConcernId Concern = new(Guid.Parse("00000000-0000-4000-8000-000000000007"));

    public static readonly string[] Contacts = ["M-PHONE", "M-CONTACT", "M-CPHONE", "M-RELATION"];
    public static readonly string[] Address = ["M-LINE", "M-CITY", "M-POSTAL", "M-LANDMARK"];
    public static readonly string[] Household = ["M-OTHER", "M-OTHERREL", "1990-04-05"];
    public static readonly string[] DecisionMarks = ["STATE_NOT_SERVED", "M-RULES"];

    public static Visit Visit { get; } = new()
    {
        Id = new(Guid.Parse("00000000-0000-4000-8000-000000000010")), Version = 7, PatientId = new(Guid.Parse("00000000-0000-4000-8000-000000000011")),
        ClinicianId = Clinician, Kind = VisitKind.Therapy, StartsAt = Now, Planned = Duration.FromMinutes(30), Zone = "America/Denver",
        Attestation = new(1, "US", "UT", StatedBy.Patient, Now, true), StartedAt = Now, ExpectedEnd = Now + Duration.FromMinutes(30),
        Room = new("peer", "M-ROOM", "M-VENDOR"), Claim = new(Clinician, Now, Now + Duration.FromMinutes(2)),
        Transfer = new(Clinician, Receiver, Now), SafetyConcerns = [new(Concern, Now)], Alerts = [new(VisitAlert.ContinuationDenied, Now)],
        Participants =
        [
            new(Patient, ParticipantRole.Patient, ParticipantState.Admitted)
            {
                IdentifiedAt = Now, CheckedInAt = Now, CheckInSource = StatedBy.Guardian, Device = new(DeviceState.Ok, DeviceState.Denied, DeviceState.Missing),
                Consent = new ConsentAccepted("M-CONSENT", "en", "UT", "M-HASH", Now),
            },
            new(ClinicianPerson, ParticipantRole.Clinician, ParticipantState.Admitted) { StaffId = Clinician },
            new(Guest, ParticipantRole.Guardian, ParticipantState.Admitted) { IdentifiedAt = Now },
            new(OtherGuest, ParticipantRole.Observer, ParticipantState.Removed),
        ],
        Details = new()
        {
            Address = new("M-LINE", "M-CITY", "M-POSTAL"), Landmark = "M-LANDMARK", CallbackPhone = "M-PHONE",
            EmergencyContact = new("M-CONTACT", "M-CPHONE", "M-RELATION"), OthersPresent = [new("M-OTHER", "M-OTHERREL")], PrivateSpace = false,
            TransferNote = "M-NOTE", EndNote = "M-ENDNOTE", GuestNames = ImmutableSortedDictionary<Guid, string>.Empty.Add(Guest.Value, "M-GUEST"),
        },
    };

    public static ViewFacts Facts { get; } = new()
    {
        Clinic = new("Clinic", "+1 801 555 0100"), Patient = new("M-GIVEN", "M-FAMILY", new LocalDate(1990, 4, 5), "M-LANG"), Now = Now,
        StaffOf = id => new(id, "Ada", "PMHNP"), Decision = Decision(), LastMessageNumber = 41,
        Line = new(1, 0, new(5, "recent visits"), Now),
    };

    public static string Json<T>(T view) => JsonSerializer.Serialize(view, Options);

    private static readonly JsonSerializerOptions Options = new()
    {
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(), new AsText<LocalDate>(d => NodaTime.Text.LocalDatePattern.Iso.Format(d)) },
    };

    private static LicensureDecision Decision() => new()
    {
        Verdict = Verdict.Deny, Reasons = [new(ReasonCode.StateNotServed, ReasonSeverity.Deny, "CA")], Purpose = DecisionPurpose.Grant,
        Basis = DecisionBasis.Start, ClinicianId = Clinician, Jurisdiction = "CA", AuthorityId = null, Candidates = ["CA"], DecidedAt = Now,
        ValidUntil = Now, RulesVersion = "M-RULES",
        Evidence = new()
        {
            Country = "US", State = "CA", AttestedAt = Now, AttestationSequence = 1, StartsAt = Now, ExpectedEnd = Now, Dates = [], TimeZoneVersion = "2026a", PatientAge = 36,
            MinorBasisRecorded = false, ConsentGiven = true, IdentityVerified = true, ServedStates = ["UT"], Clinicians = [], CliniciansConsidered = 0,
            Numbers = new(900, 30, 30),
        },
    };

    private sealed class AsText<T>(Func<T, string> write) : System.Text.Json.Serialization.JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(write(value));
    }
}
