using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>
/// Follows a visit through its records and holds each against the law: the fold must stand where the record says, every step must be one
/// that its event may make, and every start and grant must rest on an Allow of its own commit.
/// </summary>
public sealed class VisitHistory
{
    private const string AnotherVisit = "it is about another visit than the one whose stream it stands in";
    private const string PhaseWithoutEvent = "it changes the phase without an event";

    private readonly List<LicensureDecision> evaluated = [];
    private Visit? visit;
    private (long Before, long After, Instant At)? commit;
    private long committed;

    /// <summary>The visit so far; null before its first record.</summary>
    public Visit? Visit => visit;

    /// <returns>Null when the record may follow; else why not, in plain words.</returns>
    public string? Add(VisitRecord record)
    {
        var frame = record.Frame;
        if (frame.Subject.Visit is not { } id || frame.Stream != VisitRecords.StreamOf(id)) return AnotherVisit;

        visit ??= Visit.Unscheduled(id);
        return OfCommit(frame) ?? OfPhase(frame, visit) ?? OfPatient(frame, visit, record.Entry) ?? record.Entry switch
        {
            EventEntry e => OfEvent(visit, e.Event, frame),
            EvaluationEntry e => OfEvaluation(e.Decision) ?? Unchanged(frame),
            GrantEntry e => OfGrant(visit, e.Terms) ?? Unchanged(frame),
            RefusalEntry => Unchanged(frame),
            _ => "it is of an unknown kind",
        };
    }

    /// <summary>What one record shows of itself, where those before it are not at hand: it steps as its event may, and its decision follows from its evidence.</summary>
    /// <returns>Null when nothing is wrong with it; else what, in plain words.</returns>
    public static string? ProblemAlone(VisitRecord record)
    {
        var frame = record.Frame;
        if (frame.Subject.Visit is not { } id || frame.Stream != VisitRecords.StreamOf(id)) return AnotherVisit;
        var (from, to) = (frame.Before.Phase, frame.After.Phase);
        return record.Entry switch
        {
            EventEntry e => VisitTransitions.Allows(e.Event, from, to) ? null : Unlawful(e.Event, from, to),
            EvaluationEntry e => ProblemOf(e.Decision) ?? Same(from, to),
            _ => Same(from, to),
        };
    }

    /// <returns>Null when the last commit is whole.</returns>
    public string? End() => commit is { } last && last.After != committed ? "its commit breaks off: the change that it was written with is missing" : null;

    private static string? OfPhase(RecordFrame frame, Visit visit) =>
        frame.Before.Phase != visit.Phase ? "it begins in another phase than the records before it end in" : null;

    private static string? OfPatient(RecordFrame frame, Visit visit, VisitEntry entry)
    {
        var patient = entry is EventEntry { Event: VisitScheduled scheduled } ? scheduled.PatientId : visit.PatientId;
        return frame.Subject.Patient is { } named && named != patient ? "it is about another patient than the visit's" : null;
    }

    /// <summary>Records of one commit share their versions and their instant; the next commit goes on from there.</summary>
    private string? OfCommit(RecordFrame frame)
    {
        var (before, after) = (frame.Before.Version, frame.After.Version);
        if (commit is { } last && frame.At < last.At) return "it is dated before the record above it";
        if (commit == (before, after, frame.At)) return null;

        // Of a commit that changed the visit, at least one event must have been seen.
        if (End() is not null) return "the commit above it breaks off: the change that it was written with is missing";
        if (before != committed || after < before || after > before + 1) return "its version does not follow from the records before it";
        commit = (before, after, frame.At);
        evaluated.Clear();
        return null;
    }

    private string? OfEvent(Visit before, VisitEvent happened, RecordFrame frame)
    {
        if (frame.After.Version != frame.Before.Version + 1) return "it changes the visit without a new version";
        if (Unlicensed(before, happened, frame.Actor)) return "it starts or hands on a visit without a licensure decision that allows it in the same commit";

        var next = before.Apply(happened, frame.At) with { Version = frame.After.Version };
        if (next.Phase != frame.After.Phase) return "it does not lead to the phase that it names";
        if (!VisitTransitions.Allows(happened, before.Phase, next.Phase)) return Unlawful(happened, before.Phase, next.Phase);
        visit = next;
        committed = next.Version;
        return null;
    }

    private static string Unlawful(VisitEvent happened, VisitPhase from, VisitPhase to) => $"{happened.Code} may not lead from {from} to {to}";

    private string? OfEvaluation(LicensureDecision decision)
    {
        evaluated.Add(decision);
        return ProblemOf(decision);
    }

    private static string? ProblemOf(LicensureDecision decision)
    {
        var again = LicensureEngine.Replay(
            decision.Evidence, decision.Purpose, decision.Basis, decision.ClinicianId, decision.DecidedAt, decision.RulesVersion);
        return again with { Reasons = decision.Reasons, Candidates = decision.Candidates } == decision
            && again.Reasons.SequenceEqual(decision.Reasons) && again.Candidates.SequenceEqual(decision.Candidates)
            ? null
            : "its licensure decision does not follow from its evidence";
    }

    private string? OfGrant(Visit visit, RoomGrantTerms terms)
    {
        if (visit.Phase is not VisitPhase.InProgress) return "it lets someone into a room outside a running visit";
        if (visit.Find(terms.ParticipantId) is not { } person || person.Role != terms.Role) return "it lets in someone who is not in the visit";
        return terms.Basis switch
        {
            GrantBasis.SafetyContinuation => visit.OpenConcern is null ? "it uses the safety exception without an open concern" : null,
            GrantBasis.Start or GrantBasis.Continuation =>
                Allowed(person.StaffId ?? visit.ClinicianId) ? null : "it lets someone in without a licensure decision that allows it in the same commit",
        };
    }

    private bool Unlicensed(Visit before, VisitEvent happened, RecordActor actor) => happened switch
    {
        PatientAdmitted e => !Allowed(e.ClinicianId),
        TransferAccepted e => !Allowed(e.To),
        VisitTakenOver e => before.StartedAt is not null && !Allowed(e.To),
        ContinuationRenewed e => !Allowed(e.ClinicianId),
        VisitResumed => !evaluated.Any(d => d.Verdict is Verdict.Allow && d.ClinicianId?.Value == actor.Id),
        ParticipantAdmitted e => before.Find(e.ParticipantId)?.StaffId is { } clinician && !Allowed(clinician),
        _ => false,
    };

    private bool Allowed(StaffId? clinician) => clinician is not null && evaluated.Any(d => d.Verdict is Verdict.Allow && d.ClinicianId == clinician);

    private string? Unchanged(RecordFrame frame) => Same(visit!.Phase, frame.After.Phase);

    private static string? Same(VisitPhase from, VisitPhase to) => from == to ? null : PhaseWithoutEvent;
}
