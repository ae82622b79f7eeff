using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Ledger.Tests;

/// <summary>One visit from schedule to end, as its records; a test leaves out or exchanges a commit to see it found.</summary>
internal sealed class LawfulVisit
{
    public static readonly VisitId Id = new(new Guid("10000000-0000-0000-0000-000000000001"));
    private static readonly PatientId PatientId = new(new Guid("20000000-0000-0000-0000-000000000001"));
    private static readonly StaffId Clinician = new(new Guid("30000000-0000-0000-0000-000000000001"));
    private static readonly ParticipantId Patient = new(new Guid("40000000-0000-0000-0000-000000000001"));
    private static readonly ParticipantId ClinicianHere = new(new Guid("40000000-0000-0000-0000-000000000002"));
    private static readonly VisitRoom Room = new("peer", "room-5c", null);

    private Instant at = Instant.FromUtc(2026, 11, 23, 18, 0);
    private Visit visit = Visit.Unscheduled(Id);
    private RecordHead head = RecordHead.Empty;

    public List<string> Lines { get; } = [];

    public string Head => head.Hash;

    public static LawfulVisit Whole() => new LawfulVisit().UpToWaiting().Claimed().Admitted(Decision(DecisionPurpose.Admit)).Held().Resumed().Ended();

    public LawfulVisit UpToWaiting()
    {
        Commit(
            new EventEntry(new VisitScheduled(PatientId, Clinician, VisitKind.Therapy, at, 50, "America/Denver", null)),
            new EventEntry(new ParticipantInvited(Patient, ParticipantRole.Patient, null)),
            new EventEntry(new ParticipantInvited(ClinicianHere, ParticipantRole.Clinician, Clinician)));
        Commit(new EventEntry(new ParticipantIdentified(Patient, IdentityMethod.BirthDate, false)));
        return Commit(
            new EventEntry(new LocationAttested(Patient, 1, "US", "UT", StatedBy.Patient, true) { Detail = new() { Address = new("1 Main St", "Ogden", "84401") } }),
            new EventEntry(new ConsentGiven(Patient, "2026-11", "en", "UT", new string('a', 64))),
            new EvaluationEntry(Decision(DecisionPurpose.CheckIn)),
            new EventEntry(new ParticipantCheckedIn(Patient, StatedBy.Patient, new(DeviceState.Ok, DeviceState.Ok, DeviceState.Ok), 0)));
    }

    public LawfulVisit Claimed() => Commit(
        new EvaluationEntry(Decision(DecisionPurpose.Admit)), new EventEntry(new PatientClaimed(Clinician, "peer", Room.Name, at + Duration.FromMinutes(2))));

    public LawfulVisit Admitted(params LicensureDecision[] evaluations) => Commit(
    [
        .. evaluations.Select(e => new EvaluationEntry(e)),
        new EventEntry(new PatientAdmitted(Clinician, null, at + Duration.FromMinutes(50))),
        new GrantEntry(new(ClinicianHere, ParticipantRole.Clinician, Room, GrantBasis.Start, at + Duration.FromMinutes(110))),
    ]);

    public LawfulVisit Granted(params LicensureDecision[] evaluations) => Commit(
    [
        .. evaluations.Select(e => new EvaluationEntry(e)),
        new GrantEntry(new(Patient, ParticipantRole.Patient, Room, GrantBasis.Continuation, at + Duration.FromMinutes(110))),
    ]);

    public LawfulVisit Held() => Commit(new EventEntry(new VisitHeld()));

    public LawfulVisit Resumed() => Commit(new EvaluationEntry(Decision(DecisionPurpose.Resume)), new EventEntry(new VisitResumed(at + Duration.FromMinutes(50))));

    public LawfulVisit Ended()
    {
        Commit(new RefusalEntry(new ResumeVisit().RefusedCode, new(RefusalCode.WrongPhase)));
        return Commit(new EventEntry(new VisitEnded(Disposition.Completed)));
    }

    public LawfulVisit Commit(params VisitEntry[] entries)
    {
        var commit = VisitRecords.Encode(visit, new([.. entries]), Actor.OfStaff(Clinician, StaffRoles.Clinician), at, head, () => RandomNumberGenerator.GetBytes(32));
        (visit, head) = (commit.After, commit.Head);
        Lines.AddRange(commit.Records.Select(r => Encoding.UTF8.GetString(r.Bytes.Span)));
        at += Duration.FromSeconds(20);
        return this;
    }

    public static LicensureDecision Decision(DecisionPurpose purpose, BoardStatus status = BoardStatus.Active)
    {
        var now = Instant.FromUtc(2026, 11, 23, 18, 1);
        return LicensureEngine.Evaluate(new()
        {
            Purpose = purpose, Basis = DecisionBasis.Start, ClinicianId = Clinician,
            Clinicians = [new(Clinician, Profession.APRN, true, 1, [License(status)])],
            Attestation = new(1, "US", "UT", StatedBy.Patient, now, true), StartsAt = now, ExpectedEnd = now + Duration.FromMinutes(50),
            PatientBirthDate = new LocalDate(1990, 1, 1), MinorBasisRecorded = false, ConsentGiven = true, IdentityVerified = true,
            ServedStates = ["UT"], RulesVersion = "1:test", Policy = VisitPolicy.Default, Now = now,
        });
    }

    private static Authority License(BoardStatus status) => new()
    {
        Id = new(new Guid("50000000-0000-0000-0000-000000000001")), ClinicianId = Clinician, Sequence = 1, Kind = AuthorityKind.FullLicense,
        Profession = Profession.APRN, Jurisdictions = ["UT"], Number = "1", Issuer = "UT", EffectiveOn = new(2024, 1, 1), ExpiresOn = new(2028, 1, 1),
        BoardStatus = status, VerifiedOn = new(2026, 11, 1), Source = "test", RecordedAt = default,
    };
}
