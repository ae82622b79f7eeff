using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Doors.Sessions;

/// <summary>A session as it is handed to its owner, once; the token is stored nowhere.</summary>
internal sealed record IssuedSession(Guid Id, string Token, Instant ExpiresAt);

/// <summary>Begins and ends sessions inside a work of the clinic's desk, with their records.</summary>
internal sealed class Sessions(SessionLookup lookup, IClinicDesk desk)
{
    public const string Area = "sessions";

    public static IssuedSession BeginStaff(ClinicWork work, StaffId staff, StaffRoles roles, Duration lasts, IReadOnlyDictionary<string, string> origin)
    {
        var token = SessionToken.Create();
        var row = new SessionRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), TokenHash = SessionToken.Hash(token), Kind = SessionKind.Staff, StaffId = staff,
            CreatedAt = work.Now, ExpiresAt = work.Now + lasts, LastSeenAt = work.Now,
        };
        work.Db.Sessions.Add(row);
        work.FoundActor = Actor.OfStaff(staff, roles);
        work.Record(new ClinicRecord("StaffSignedIn", Area, new Dictionary<string, string> { ["staff"] = staff.ToString() }, Detail: origin));
        return new IssuedSession(row.Id, token, row.ExpiresAt);
    }

    public static IssuedSession BeginParticipant(
        ClinicWork work, Visit visit, Participant participant, Instant expiresAt, string? deviceHash, IReadOnlyDictionary<string, string> origin)
    {
        var token = SessionToken.Create();
        var row = new SessionRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), TokenHash = SessionToken.Hash(token), Kind = SessionKind.Participant,
            VisitId = visit.Id, ParticipantId = participant.Id, Role = participant.Role, DeviceHash = deviceHash,
            CreatedAt = work.Now, ExpiresAt = expiresAt, LastSeenAt = work.Now,
        };
        work.Db.Sessions.Add(row);
        work.Record(new ClinicRecord("ParticipantSignedIn", Area, new Dictionary<string, string>(SubjectOf(visit.Id, participant.Id)) { ["patient"] = visit.PatientId.ToString() }, Detail: origin));
        return new IssuedSession(row.Id, token, row.ExpiresAt);
    }

    /// <summary>Sign-out.</summary>
    public async Task EndAsync(Caller caller, HttpContext http, CancellationToken cancellation)
    {
        await desk.ExecuteAsync(caller.Actor, async (work, token) => await EndAsync(work, s => s.Id == caller.SessionId, "SignedOut", await SubjectOfAsync(work, caller, token), token, CallOrigin.Of(http)), cancellation);
        lookup.Forget(c => c.SessionId == caller.SessionId);
    }

    /// <summary>Every session of one participant begun up to then: another device took the seat, the link was revoked, or it was the wrong person. Forget them after the commit.</summary>
    public static Task<int> EndParticipantAsync(ClinicWork work, VisitId visit, ParticipantId participant, Instant begunUpTo, CancellationToken cancellation) =>
        EndAsync(work, s => s.VisitId == visit && s.ParticipantId == participant && s.CreatedAt <= begunUpTo, "ParticipantSessionsEnded", SubjectOf(visit, participant), cancellation);

    public static Task<int> EndStaffAsync(ClinicWork work, StaffId staff, CancellationToken cancellation) =>
        EndAsync(work, s => s.StaffId == staff, "StaffSessionsEnded", new Dictionary<string, string> { ["staff"] = staff.ToString() }, cancellation);

    private static async Task<int> EndAsync(
        ClinicWork work, System.Linq.Expressions.Expression<Func<SessionRow, bool>> which, string code, IReadOnlyDictionary<string, string> subject, CancellationToken cancellation,
        IReadOnlyDictionary<string, string>? origin = null)
    {
        var open = await work.Db.Sessions.Where(s => s.EndedAt == null).Where(which).ToListAsync(cancellation);
        foreach (var session in open) session.EndedAt = work.Now;
        if (open.Count > 0) work.Record(new ClinicRecord(code, Area, subject, new Dictionary<string, object?> { ["sessions"] = (long)open.Count }, Detail: origin));
        return open.Count;
    }

    private static Dictionary<string, string> SubjectOf(VisitId visit, ParticipantId participant) =>
        new() { ["visit"] = visit.ToString(), ["participant"] = participant.ToString() };

    /// <summary>A participant's address belongs to the patient of their visit.</summary>
    private static async Task<Dictionary<string, string>> SubjectOfAsync(ClinicWork work, Caller caller, CancellationToken cancellation)
    {
        if (caller.Actor.Staff is { } staff) return new() { ["staff"] = staff.ToString() };
        var visit = caller.VisitId!.Value;
        var patient = await work.Db.Visits.AsNoTracking().Where(v => v.Id == visit).Select(v => v.PatientId).SingleAsync(cancellation);
        return new(SubjectOf(visit, caller.Actor.Participant!.Value)) { ["patient"] = patient.ToString() };
    }
}
