using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

internal enum AttemptVerdict { Committed, Answered, NeedsFreshState, Clashed }

/// <param name="Visit">The visit after the commit, or as it was.</param>
internal sealed record Attempt(AttemptVerdict Verdict, LoadedVisit Visit, VisitDecision? Decision = null, VisitOutcome? Outcome = null, bool FactsClashed = false);

/// <summary>One decision on one state, and its commit.</summary>
internal sealed class VisitAttempts(DecisionFacts facts, VisitCommits commits, VisitLoads loads, TimeProvider time)
{
    /// <param name="fresh">The visit was loaded for this attempt, not remembered.</param>
    /// <param name="freshFacts">Read the clinic's facts anew.</param>
    public async Task<Attempt> TryAsync(LoadedVisit before, VisitRequest request, bool fresh, bool freshFacts, CancellationToken cancellation)
    {
        var (gathered, factsAreFresh) = await facts.GatherAsync(before, request, freshFacts, cancellation);
        var at = Later(before.LastRecordAt);
        var decision = VisitRules.Decide(before.Visit, request.Command, request.Actor, gathered, at);
        if (before.Head.Seq == 0 && !decision.Events.Any())
        {
            // There is no visit to record it on: to the door it is a refusal without entries.
            decision = new VisitDecision([], decision.Refusal);
        }

        var late = request.ExpectedVersion is { } expected && expected != before.Visit.Version;

        // A no, or nothing to do, must rest on the newest state and facts; a yes is checked by the commit itself.
        if ((!fresh && (decision.Entries.IsEmpty || late)) || (!factsAreFresh && IsNo(decision)))
        {
            return new(AttemptVerdict.NeedsFreshState, before);
        }

        if (decision.Entries.IsEmpty || late)
        {
            if (await SeenAsync(before, request, cancellation) is { } first)
            {
                return new(AttemptVerdict.Answered, before, Outcome: first);
            }

            if (decision.Entries.IsEmpty)
            {
                return new(AttemptVerdict.Answered, before, Outcome: new(before, decision, decision.Refusal, false));
            }

            // Not remembered under the command's id: with the right version the same command is welcome.
            return await CommitAsync(before, request with { Key = null }, Refused(request, RefusalCode.VersionConflict), gathered, at, cancellation);
        }

        return await CommitAsync(before, request, decision, gathered, at, cancellation);
    }

    private async Task<Attempt> CommitAsync(LoadedVisit before, VisitRequest request, VisitDecision decision, VisitFacts gathered, Instant at, CancellationToken cancellation)
    {
        var (result, after) = await commits.CommitAsync(before, request, decision, gathered, at);
        switch (result)
        {
            case CommitResult.Committed:
                return new(AttemptVerdict.Committed, after, decision, new(after, decision, decision.Refusal, false));
            case CommitResult.CommandSeen:
                return await RepeatAsync(request, gathered, cancellation);
            case CommitResult.FenceClash:
                facts.Forget();
                return new(AttemptVerdict.Clashed, before, FactsClashed: true);
            case CommitResult.VersionClash:
                return new(AttemptVerdict.Clashed, before);
            default:
                throw new InvalidOperationException($"Unknown result {result}.");
        }
    }

    /// <summary>The command was committed before: its first outcome, or, for another body under its id, a recorded no.</summary>
    private async Task<Attempt> RepeatAsync(VisitRequest request, VisitFacts gathered, CancellationToken cancellation)
    {
        if (await loads.FindAsync(request.VisitId, cancellation) is not { } now || await SeenAsync(now, request, cancellation) is not { } first)
        {
            throw new InvalidOperationException("A remembered command is gone.");
        }

        return first.Repeated
            ? new(AttemptVerdict.Answered, now, Outcome: first)
            : await CommitAsync(now, request with { Key = null }, Refused(request, RefusalCode.IdempotencyMismatch), gathered, Later(now.LastRecordAt), cancellation);
    }

    private async Task<VisitOutcome?> SeenAsync(LoadedVisit now, VisitRequest request, CancellationToken cancellation) =>
        request.Key is { } key && await loads.FindCommandAsync(VisitRecords.StreamOf(request.VisitId), key.Id.Value, key.Step, cancellation) is { } first
            ? await FirstAnswer.AgainAsync(first, key, now, loads, cancellation)
            : null;

    /// <summary>Now, but never before the visit's last record: clocks of nodes differ, the order of records does not.</summary>
    private Instant Later(Instant last) => Instant.Max(Micros.Whole(Instant.FromDateTimeOffset(time.GetUtcNow())), last);

    /// <summary>A no that may rest on the clinic's facts; all others rest on the visit alone.</summary>
    private static bool IsNo(VisitDecision decision) =>
        decision.Evaluation is { Verdict: not Verdict.Allow }
        || decision.Refusal is { Code: RefusalCode.Invalid or RefusalCode.LicensureDenied or RefusalCode.LicensureHold };

    private static VisitDecision Refused(VisitRequest request, RefusalCode code)
    {
        var refusal = new Refusal(code);
        return new([new RefusalEntry(request.Command.RefusedCode, refusal)], refusal);
    }
}
