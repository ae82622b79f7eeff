using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>What makes a command repeatable: the same id and body gets its first outcome, another body IDEMPOTENCY_MISMATCH.</summary>
/// <param name="BodyHash">SHA-256 of the caller's request, without its command id.</param>
/// <param name="Step">0, but Admit: claim 0, admit 1.</param>
internal sealed record CommandKey(CommandId Id, string BodyHash, int Step = 0);

/// <param name="Key">Null for what needs no command id (grants, timers).</param>
/// <param name="ExpectedVersion">The caller's view of the version; a clash past it is VERSION_CONFLICT, not a retry.</param>
internal sealed record VisitRequest(VisitId VisitId, VisitCommand Command, Actor Actor, CommandKey? Key = null, long? ExpectedVersion = null);

/// <param name="Decision">What was committed now; null when <paramref name="Repeated"/>.</param>
/// <param name="Refusal">The answer is no (its record is committed).</param>
internal sealed record VisitOutcome(LoadedVisit Visit, VisitDecision? Decision, Refusal? Refusal, bool Repeated)
{
    /// <summary>The version that the command's first outcome was told with.</summary>
    public long Version { get; init; } = Visit.Visit.Version;

    /// <summary>The licensure decision that the first outcome showed, where there was one.</summary>
    public LicensureDecision? Evaluation { get; init; } = Refusal?.Decision ?? Decision?.Evaluation;
}

/// <summary>The write path of visits: load, decide, commit, announce. There is no other.</summary>
internal interface IVisitDesk
{
    /// <exception cref="StorageUnavailableException">Nothing was committed, or the same command id will tell.</exception>
    Task<VisitOutcome> ExecuteAsync(VisitRequest request, CancellationToken cancellation);
}
