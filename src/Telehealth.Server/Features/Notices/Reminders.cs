using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Notices;

/// <summary>A reminder that waits in the outbox for its time.</summary>
internal sealed record DueReminder(ParticipantId ParticipantId, Instant StartsAt, int MinutesBefore)
{
    public const string Kind = "notice.remind";
}

/// <summary>The visit has a start: each reminder that still lies ahead is promised for its time. What is due already would only repeat the invitation.</summary>
internal sealed class PlanRemindersEffect(IClinicDesk desk, IOptions<NoticeOptions> options) : IOutboxHandler
{
    public string Kind { get; } = VisitPromises.KindOf<PlanReminders>();

    public bool AtMostOnce => false;

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var (patient, startsAt) = VisitPromises.Read<PlanReminders>(message);
        var ahead = options.Value.Reminders.Where(m => startsAt - Duration.FromMinutes(m) > message.CreatedAt).Distinct().ToArray();
        return ahead.Length == 0 ? Task.CompletedTask : desk.ExecuteAsync(Actor.System, async (work, token) =>
        {
            foreach (var minutes in ahead) await PromiseAsync(work, message, new DueReminder(patient, startsAt, minutes), token);
            return true;
        }, cancellation);
    }

    private static async Task PromiseAsync(ClinicWork work, OutboxMessage message, DueReminder reminder, CancellationToken cancellation)
    {
        var payload = StoredJson.Write(reminder);
        if (await work.Db.Outbox.AnyAsync(o => o.VisitId == message.VisitId && o.Kind == DueReminder.Kind && o.Payload == payload && o.State == OutboxState.Pending, cancellation)) return;
        work.Db.Outbox.Add(new OutboxRow
        {
            Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), Kind = DueReminder.Kind, VisitId = message.VisitId, Payload = payload, CreatedAt = work.Now,
            DueAt = reminder.StartsAt - Duration.FromMinutes(reminder.MinutesBefore),
        });
    }
}

/// <summary>Its time has come: sent with a link of its own, unless the visit has moved, begun or ended.</summary>
internal sealed class ReminderFallsDue(IVisitReader visits, Invitations invitations, IClinicDesk desk, IOptions<NoticeOptions> options, TimeProvider time) : IOutboxHandler
{
    public string Kind => DueReminder.Kind;

    public bool AtMostOnce => false;

    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
    {
        var due = StoredJson.Read<DueReminder>(message.Payload);
        if (await visits.FindAsync(message.VisitId!.Value, cancellation) is not { Visit: var visit } || visit.Find(due.ParticipantId) is not { } patient) return;
        var now = time.Now();
        var why = NoticeRelevance.DropReason(NoticeKind.Reminder, visit, patient.Id, due.StartsAt, now, now)
            ?? (NoticeRelevance.IsOvertaken(due.StartsAt, due.MinutesBefore, options.Value.Reminders, now) ? "OVERTAKEN" : null);
        if (why is null) await invitations.RemindAsync(visit, patient, NoticeKind.Reminder, $"remind:{message.Id:D}", cancellation);
        else await desk.AppendAsync(Actor.System, NoticeRecords.NotSent(new PlannedNotice(NoticeKind.Reminder, visit.Id, patient.Id, due.StartsAt, ""), why), cancellation);
    }
}
