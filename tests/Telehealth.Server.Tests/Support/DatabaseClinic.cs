using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using DeskOutcome = Telehealth.Server.Desk.VisitOutcome;

namespace Telehealth.Server.Tests.Support;

/// <summary>People and visits of a small clinic, made through the desks.</summary>
internal sealed class DatabaseClinic(DatabaseNode node)
{
    private static readonly DeviceCheck Device = new(DeviceState.Ok, DeviceState.Ok, DeviceState.Ok);
    private static readonly OfferedConsent Consent = new("2026-1", "en", "UT", new string('a', 64), true);

    public static Actor FrontDesk { get; } = Actor.OfStaff(new StaffId(Guid.Parse("00000000-0000-0000-0000-00000000fd01")), StaffRoles.FrontDesk);

    public static Actor As(StaffId clinician) => Actor.OfStaff(clinician, StaffRoles.Clinician);

    public static CommandKey Key(string body = "body", int step = 0) => new(new CommandId(Guid.NewGuid()), body, step);

    /// <param name="limit">On the use of the licence; null for none.</param>
    public async Task<StaffId> AddClinicianAsync(UsageLimit? limit = null, string state = "UT")
    {
        var id = new StaffId(Guid.NewGuid());
        await node.Clinic.ExecuteAsync(
            Actor.System,
            (work, _) =>
            {
                work.Db.Clinicians.Add(new Clinician { StaffId = id, Profession = Profession.APRN, Credentials = "APRN" });
                work.Db.Authorities.Add(Licence(id, 1, BoardStatus.Active, limit, state));
                work.Record(new ClinicRecord("ClinicianAdded", "staff", new Dictionary<string, string> { ["staff"] = id.ToString() }));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return id;
    }

    /// <summary>Appends a record that supersedes the licence: with Active it is good again.</summary>
    public Task<bool> SetLicenceAsync(StaffId clinician, long sequence, BoardStatus status) => node.Clinic.ExecuteAsync(
        Actor.System,
        (work, _) =>
        {
            work.Db.Authorities.Add(Licence(clinician, sequence, status));
            work.Record(new ClinicRecord("AuthorityAdded", "authorities", new Dictionary<string, string> { ["staff"] = clinician.ToString() }));
            return Task.FromResult(true);
        },
        CancellationToken.None);

    public async Task<PatientId> AddPatientAsync(string family = "Doe", LocalDate? born = null)
    {
        var id = new PatientId(Guid.NewGuid());
        await node.Clinic.ExecuteAsync(
            FrontDesk,
            (work, _) =>
            {
                work.Db.Patients.Add(new Patient { Id = id, GivenName = "Alex", FamilyName = family, BirthDate = born ?? new LocalDate(1990, 2, 28), CreatedAt = work.Now });
                work.Record(new ClinicRecord(
                    "PatientAdded", "patients", new Dictionary<string, string> { ["patient"] = id.ToString() }, Detail: new Dictionary<string, string> { ["familyName"] = family }));
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return id;
    }

    public async Task<Visit> ScheduledVisitAsync(StaffId? clinician = null, Duration? startsIn = null, string zone = "America/Denver", PatientId? patient = null)
    {
        var visit = new VisitId(Guid.NewGuid());
        InvitedParticipant[] invited =
        [
            new(new ParticipantId(Guid.NewGuid()), ParticipantRole.Patient, null, null),
            .. clinician is { } id ? new[] { new InvitedParticipant(new ParticipantId(Guid.NewGuid()), ParticipantRole.Clinician, id, null) } : [],
        ];
        var outcome = await node.Visits.ExecuteAsync(
            new VisitRequest(
                visit, new ScheduleVisit(patient ?? await AddPatientAsync(), clinician, VisitKind.FollowUp, node.Now + (startsIn ?? Duration.FromMinutes(5)), 30, zone, null, [.. invited]),
                FrontDesk, Key()),
            CancellationToken.None);
        return Done(outcome);
    }

    public async Task<Visit> WaitingVisitAsync(StaffId clinician)
    {
        var visit = await ScheduledVisitAsync(clinician);
        var patient = Actor.OfParticipant(visit.Patient!.Id);
        await DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, IdentityMethod.BirthDate, false), patient);
        return await DoAsync(visit.Id, CheckIn(), patient);
    }

    /// <summary>Checked in, whatever the verdict.</summary>
    public async Task<VisitId> WaitingOrRefusedAsync(StaffId clinician)
    {
        var visit = await ScheduledVisitAsync(clinician);
        var patient = Actor.OfParticipant(visit.Patient!.Id);
        await DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, IdentityMethod.BirthDate, false), patient);
        await TryAsync(visit.Id, CheckIn(), patient, Key());
        return visit.Id;
    }

    public static CheckInPatient CheckIn(string state = "UT") => new(
        new StatedLocation("US", state, null, null, null), Consent, "+1 801 555 0123", null, new EmergencyContact("Sam Doe", "+1 801 555 0124", "sibling"), null, null, [], true,
        StatedBy.Patient, Device);

    public async Task<Visit> ClaimedVisitAsync(StaffId clinician)
    {
        var visit = await WaitingVisitAsync(clinician);
        return await DoAsync(visit.Id, Claim(), As(clinician));
    }

    public async Task<Visit> StartedVisitAsync(StaffId clinician)
    {
        var visit = await ClaimedVisitAsync(clinician);
        return await DoAsync(visit.Id, new AdmitPatient(null, true), As(clinician));
    }

    public static ClaimPatient Claim() => new("peer", $"room-{Guid.NewGuid():N}", new ParticipantId(Guid.NewGuid()), true);

    public async Task<Visit> DoAsync(VisitId visit, VisitCommand command, Actor actor) => Done(await TryAsync(visit, command, actor, Key()));

    public Task<DeskOutcome> TryAsync(VisitId visit, VisitCommand command, Actor actor, CommandKey? key = null, long? expectedVersion = null) =>
        node.Visits.ExecuteAsync(new VisitRequest(visit, command, actor, key, expectedVersion), CancellationToken.None);

    private static Visit Done(DeskOutcome outcome)
    {
        Assert.Null(outcome.Refusal);
        return outcome.Visit.Visit;
    }

    private static AuthorityRow Licence(StaffId clinician, long sequence, BoardStatus status, UsageLimit? limit = null, string state = "UT") => new()
    {
        Id = new AuthorityId(Guid.NewGuid()), ClinicianId = clinician, Sequence = sequence, Kind = AuthorityKind.FullLicense, Profession = Profession.APRN,
        Jurisdictions = [state], Number = "1234567-4405", Issuer = "UT DOPL", EffectiveOn = new LocalDate(2024, 1, 1), ExpiresOn = new LocalDate(2028, 1, 31),
        BoardStatus = status, VerifiedOn = new LocalDate(2026, 11, 1), Source = "primary", RecordedAt = Instant.FromUtc(2026, 11, 23, 18, 0),
        LimitUnit = limit?.Unit, LimitMax = limit?.Max, LimitWindow = limit?.Window, LimitDays = limit?.Days,
    };
}
