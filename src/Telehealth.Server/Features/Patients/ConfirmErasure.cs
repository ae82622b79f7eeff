using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <summary>
/// The second person's yes. In one transaction the patient's key is destroyed, so that every personal part of every record is unreadable for
/// good while each record and each proof stands, and what the clinic's own tables know of the person goes. Visits follow by the outbox.
/// </summary>
internal sealed class ConfirmErasure(IClinicDesk desk, SessionLookup sessions, OutboxSignal outbox)
{
    public async Task<Answer<ErasureView>> HandleAsync(Caller caller, PatientId id, CancellationToken cancellation)
    {
        var visits = new HashSet<VisitId>();
        var answer = await desk.ExecuteAsync<Answer<ErasureView>>(caller.Actor, async (work, token) =>
        {
            if (await Erasures.OpenAsync(work.Db, id, work.Now, token) is not { } request) return await LateAsync(work, id, token);
            if (request.RequestedBy == caller.Actor.Staff) return Erasures.Refuse(work, id, RefusalCode.SecondPersonNeeded);
            var person = await Erasures.PersonAsync(work.Db, id, token);
            if (await Erasures.ObstacleAsync(work.Db, person, token) is { } obstacle) return Erasures.Refuse(work, id, obstacle);
            (request.ConfirmedBy, request.ConfirmedAt) = (caller.Actor.Staff, work.Now);
            visits.UnionWith(await EraseAsync(work, request, person, token));
            return new ErasureView(id, work.Now, null, null, null, null, null, null);
        }, cancellation);
        sessions.Forget(c => c.VisitId is { } visit && visits.Contains(visit));
        outbox.Wake();
        return answer;
    }

    private static async Task<Answer<ErasureView>> LateAsync(ClinicWork work, PatientId id, CancellationToken cancellation) =>
        await work.Db.Erasures.AnyAsync(e => e.PatientId == id && e.ConfirmedAt == null && e.WithdrawnAt == null, cancellation) ? Erasures.Refuse(work, id, RefusalCode.TooLate) : RefusalCode.NotFound;

    private static async Task<List<VisitId>> EraseAsync(ClinicWork work, ErasureRow request, List<PatientId> person, CancellationToken cancellation)
    {
        var db = work.Db;
        foreach (var key in await db.DetailKeys.Where(k => k.PatientId != null && person.Contains(k.PatientId.Value)).ToListAsync(cancellation)) (key.Wrapped, key.DestroyedAt) = (null, work.Now);
        foreach (var patient in await db.Patients.Where(p => person.Contains(p.Id)).ToListAsync(cancellation)) Blank(patient);
        var visits = await db.Visits.AsNoTracking().Where(v => person.Contains(v.PatientId)).Select(v => v.Id).ToListAsync(cancellation);
        var messages = await ClearAsync(work, visits, cancellation);
        db.Outbox.Add(new OutboxRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), Kind = EraseVisitDetails.Name, Payload = EraseVisitDetails.PayloadFor(request.Id, visits), CreatedAt = work.Now, DueAt = work.Now,
        });
        work.Record(new ClinicRecord("PatientErased", Erasures.Area, PatientFile.SubjectOf(request.PatientId), new Dictionary<string, object?>
        {
            ["erasure"] = request.Id.ToString("D"), ["requestedBy"] = request.RequestedBy.ToString(), ["patients"] = person.Select(p => p.ToString()).Order(StringComparer.Ordinal).ToArray(),
            ["visits"] = (long)visits.Count, ["messages"] = (long)messages,
        }));
        return visits;
    }

    private static void Blank(Patient patient)
    {
        (patient.GivenName, patient.FamilyName) = ("Erased", "patient");
        patient.BirthDate = null;
        patient.Phone = patient.Email = patient.PreferredLanguage = patient.ExternalId = null;
    }

    /// <returns>How many messages went.</returns>
    private static async Task<int> ClearAsync(ClinicWork work, List<VisitId> visits, CancellationToken cancellation)
    {
        var db = work.Db;
        var links = await db.Links.Where(l => visits.Contains(l.VisitId)).ToListAsync(cancellation);
        foreach (var link in links) link.RevokedAt ??= work.Now;
        var linkIds = links.Select(l => l.Id).ToList();
        db.LinkAttempts.RemoveRange(await db.LinkAttempts.Where(a => linkIds.Contains(a.LinkId)).ToListAsync(cancellation));
        db.Sessions.RemoveRange(await db.Sessions.Where(s => s.VisitId != null && visits.Contains(s.VisitId.Value)).ToListAsync(cancellation));
        foreach (var notice in await db.Notices.Where(n => visits.Contains(n.VisitId) && n.Secret != null).ToListAsync(cancellation)) notice.Secret = null;
        var messages = await db.Messages.Where(m => visits.Contains(m.VisitId)).ToListAsync(cancellation);
        db.Messages.RemoveRange(messages);
        return messages.Count;
    }
}
