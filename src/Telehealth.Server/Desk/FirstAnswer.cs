using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>What a command's first outcome told its caller, so that a repeated one is told the same.</summary>
/// <param name="Refusal">Without its decision, which stands in the record that <paramref name="RefusedBy"/> names.</param>
/// <param name="RefusedBy">Number of the record of the evaluation behind the refusal.</param>
/// <param name="Evaluated">Number of the record of an evaluation that was shown beside the answer.</param>
internal sealed record FirstAnswer(Refusal? Refusal, long? RefusedBy, long? Evaluated)
{
    private const string PlainYes = "{}";

    /// <param name="head">The stream before the decision's records.</param>
    public static FirstAnswer Of(VisitDecision decision, RecordHead head) => decision.Refusal is { Decision: { } behind } no
        ? new(no with { Decision = null }, RecordedEvaluation.In(decision, behind, head)!.Seq, null)
        : new(decision.Refusal, null, RecordedEvaluation.In(decision, decision.Evaluation, head)?.Seq);

    public string Write() => this is { Refusal: null, Evaluated: null } ? PlainYes : StoredJson.Write(this);

    public static async Task<VisitOutcome> AgainAsync(CommandRow first, CommandKey key, LoadedVisit now, VisitLoads loads, CancellationToken cancellation)
    {
        if (first.BodyHash != key.BodyHash)
        {
            return new(now, null, new Refusal(RefusalCode.IdempotencyMismatch), false);
        }

        var answer = StoredJson.Read<FirstAnswer>(first.Outcome);
        var shown = (answer.RefusedBy ?? answer.Evaluated) is { } seq ? await loads.EvaluationAsync(now.Visit.Id, seq, cancellation) : null;
        var refusal = answer.RefusedBy is null ? answer.Refusal : answer.Refusal! with { Decision = shown };
        return new(now, null, refusal, true) { Version = first.Version, Evaluation = shown };
    }
}
