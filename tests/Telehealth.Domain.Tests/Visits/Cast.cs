using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>The people and things of every test. Ada may practise in Utah and Idaho, Ben in Utah, Cyd nowhere.</summary>
internal static class Cast
{
    public static readonly Instant Start = Instant.FromUtc(2026, 11, 23, 18, 0);
    public static readonly VisitId TheVisit = new(Id(1));
    public static readonly PatientId TheOne = new(Id(2));

    public static readonly StaffId Ada = new(Id(0xa));
    public static readonly StaffId Ben = new(Id(0xb));
    public static readonly StaffId Cyd = new(Id(0xc));
    public static readonly StaffId Desk = new(Id(0xd));

    public static readonly ParticipantId Patient = new(Id(0x10));
    public static readonly ParticipantId AdaIn = new(Id(0x1a));
    public static readonly ParticipantId BenIn = new(Id(0x1b));
    public static readonly ParticipantId CydIn = new(Id(0x1c));
    public static readonly ParticipantId Guardian = new(Id(0x11));
    public static readonly ParticipantId Interpreter = new(Id(0x12));
    public static readonly ConcernId Concern = new(Id(0x20));

    public static readonly Actor ThePatient = Actor.OfParticipant(Patient);
    public static readonly Actor TheGuardian = Actor.OfParticipant(Guardian);
    public static readonly Actor TheInterpreter = Actor.OfParticipant(Interpreter);
    public static readonly Actor DrAda = Actor.OfStaff(Ada, StaffRoles.Clinician);
    public static readonly Actor DrBen = Actor.OfStaff(Ben, StaffRoles.Clinician);
    public static readonly Actor DrCyd = Actor.OfStaff(Cyd, StaffRoles.Clinician);
    public static readonly Actor FrontDesk = Actor.OfStaff(Desk, StaffRoles.FrontDesk);
    public static readonly Actor Admin = Actor.OfStaff(new(Id(0xe)), StaffRoles.Admin);
    public static readonly Actor Auditor = Actor.OfStaff(new(Id(0xf)), StaffRoles.Auditor);
    public static readonly Actor Stranger = Actor.OfParticipant(new(Id(0x99)));

    public static readonly DeviceCheck GoodDevice = new(DeviceState.Ok, DeviceState.Ok, DeviceState.Ok);
    public static readonly OfferedConsent GoodConsent = new("telehealth-3", "en", "UT", new string('a', 64), true);

    public static readonly CheckInPatient GoodCheckIn = new(
        In("UT"), GoodConsent, "+1 801 555 0100", null, new("Sam Doe", "801-555-0101", "brother"), null, null, [], true, StatedBy.Patient, GoodDevice);

    public static Guid Id(int number) => new($"00000000-0000-0000-0000-{number:x12}");

    public static StatedLocation In(string? state, string country = "US") =>
        new(country, state, new("1 Main St", "Salt Lake City", "84101"), null, new(40.76, -111.89, 20));

    public static ScheduleVisit Schedule(StaffId? clinician, params InvitedParticipant[] others) => new(
        TheOne, clinician, VisitKind.Therapy, Start, 50, "America/Denver", null,
        [
            new(Patient, ParticipantRole.Patient, null, null),
            .. clinician is { } named ? [new InvitedParticipant(AdaIn, ParticipantRole.Clinician, named, null)] : Array.Empty<InvitedParticipant>(),
            .. others,
        ]);

    public static ClaimPatient Claim(ParticipantId asWhom, bool anyway = false) => new("peer", "room-" + asWhom, asWhom, anyway);

    public static ClinicFacts Clinic(VisitPolicy? policy = null) => new()
    {
        ServedStates = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"],
        RulesVersion = "1:test",
        Rules = SampleRules.Minors,
        Policy = policy ?? VisitPolicy.Default,
        Clinicians = new[] { Clinician(Ada, "UT", "ID"), Clinician(Ben, "UT"), Clinician(Cyd) }.ToImmutableDictionary(c => c.Id),
    };

    public static ClinicianFacts Clinician(StaffId id, params string[] states) =>
        new(id, Profession.APRN, true, 1, [.. states.Select((state, i) => License(id, state, i + 1))]);

    public static Authority License(StaffId clinician, string state, long sequence, BoardStatus status = BoardStatus.Active, LocalDate? expires = null) => new()
    {
        Id = new(new($"00000000-0000-0000-{sequence:x4}-{clinician.ToString()[^12..]}")), ClinicianId = clinician, Sequence = sequence,
        Kind = AuthorityKind.FullLicense, Profession = Profession.APRN, Jurisdictions = [state], Number = state + "-1", Issuer = state + " board",
        EffectiveOn = new(2024, 1, 1), ExpiresOn = expires ?? new(2028, 1, 1), BoardStatus = status, VerifiedOn = new(2026, 11, 1), Source = "Nursys",
        RecordedAt = Start - Duration.FromDays(30),
    };
}
