using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>Load, decide, commit, announce. A decision on a state that turned out old is made again; nothing is announced before COMMIT returned.</summary>
internal sealed class VisitDesk(VisitLeases leases, VisitLoads loads, VisitAttempts attempts, IVisitAnnouncer announcer, IOptions<DeskOptions> options) : IVisitDesk
{
    public async Task<VisitOutcome> ExecuteAsync(VisitRequest request, CancellationToken cancellation)
    {
        using var lease = await leases.TakeAsync(request.VisitId, cancellation);
        var freshFacts = false;
        var clashes = 0;
        while (clashes <= options.Value.NewDecisions)
        {
            var fresh = lease.Last is null;
            if ((lease.Last ?? await LoadAsync(request, cancellation)) is not { } before)
            {
                return NoSuchVisit(request);
            }

            // Not trusted again unless this attempt says so: it may end in an outcome that nobody knows.
            lease.Last = null;
            var attempt = await attempts.TryAsync(before, request, fresh, freshFacts, cancellation);
            switch (attempt.Verdict)
            {
                case AttemptVerdict.Committed:
                    lease.Last = attempt.Visit;
                    announcer.Enqueue(new CommittedChange(before, attempt.Visit, attempt.Decision!, request.Actor, attempt.Visit.LastRecordAt));
                    return attempt.Outcome!;
                case AttemptVerdict.Answered:
                    lease.Last = before.Head.Seq == 0 ? null : before;
                    return attempt.Outcome!;
                case AttemptVerdict.NeedsFreshState:
                    freshFacts = true;
                    break;
                case AttemptVerdict.Clashed:
                    freshFacts |= attempt.FactsClashed;
                    clashes++;
                    await JitterAsync(clashes, cancellation);
                    break;
            }
        }

        return await ConflictAsync(request, cancellation);
    }

    private async Task<LoadedVisit?> LoadAsync(VisitRequest request, CancellationToken cancellation) =>
        await loads.FindAsync(request.VisitId, cancellation)
        ?? (request.Command is ScheduleVisit { PatientId: var patient } && await loads.FindPatientAsync(patient, cancellation) is { } card
            ? new LoadedVisit(Visit.Unscheduled(request.VisitId), RecordHead.Empty, Instant.MinValue, card)
            : null);

    private async Task<VisitOutcome> ConflictAsync(VisitRequest request, CancellationToken cancellation) =>
        await LoadAsync(request, cancellation) is { } now ? new(now, null, new Refusal(RefusalCode.VersionConflict), false) : NoSuchVisit(request);

    private static VisitOutcome NoSuchVisit(VisitRequest request) => new(
        new LoadedVisit(Visit.Unscheduled(request.VisitId), RecordHead.Empty, Instant.MinValue, new PatientCard(default, "", "", null, null, 0)),
        null, new Refusal(RefusalCode.NotFound), false);

    // Two nodes that clashed must not clash again in step. A real clock: the wait is about the database.
    private static Task JitterAsync(int clashes, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, 4 << clashes)), TimeProvider.System, cancellation);
}
