using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.CheckIn;

/// <summary>Where the patient says they are. Always stored; what it means for the visit is decided in the same act.</summary>
internal static class LocationRules
{
    public static VisitDecision Decide(Turn turn, UpdateLocation command) =>
        NotNow(turn, command.StatedBy)
        ?? (StatedLocationRules.IsWellFormed(command.Location) ? Settle(turn, [.. Attest(turn, command.Location, command.StatedBy)]) : Answer.No(RefusalCode.Invalid));

    public static VisitDecision Decide(Turn turn, ReaffirmLocation command) =>
        NotNow(turn, command.StatedBy)
        ?? (turn.Visit.Attestation is null ? Answer.No(RefusalCode.CheckInIncomplete) : Settle(turn, [new LocationReaffirmed(turn.Visit.Patient!.Id, command.StatedBy)]));

    /// <summary>What is said, and what the patient's device says of it.</summary>
    public static IEnumerable<VisitEvent> Attest(Turn turn, StatedLocation place, StatedBy by)
    {
        yield return new LocationAttested(turn.Visit.Patient!.Id, turn.Visit.AttestationsStated + 1, place.Country, place.State, by, place.Address is not null)
        {
            Detail = place.Address is null && place.Landmark is null ? null : new() { Address = place.Address, Landmark = place.Landmark },
        };

        // Somebody else's device says nothing of where the patient is: neither the front desk's nor a guardian's elsewhere.
        if (!turn.Is(Standing.Patient)) yield break;
        if (place.Signals is { } hint && hint != turn.Visit.Signals) yield return new WeakSignalsTold(turn.Visit.Patient!.Id, hint.IpRegion, hint.IpAnonymizer, hint.TimeZone);
        if (place.Device is { } device) yield return new DeviceLocated(turn.Visit.Patient!.Id, device with { At = turn.Now }) { Detail = place.Coordinates is { } fix ? new() { NearPlace = ApproximatePlace.Of(fix) } : null };
    }

    /// <summary>The gate's answer with what was just said; before the start for whoever may take the patient, after it for the visit's clinician.</summary>
    public static LicensureDecision Judge(Turn turn, params VisitEvent[] said)
    {
        var visit = turn.Visit.Fold(said.Select(e => (e, turn.Now)));
        var purpose = visit.StartedAt is null ? DecisionPurpose.CheckIn : DecisionPurpose.Reevaluation;
        return VisitLicensure.Evaluate(visit, turn.Facts, visit.ClinicianId, purpose, DecisionBasis.Start, VisitLicensure.ExpectedEnd(visit, turn.Now), turn.Now);
    }

    /// <summary>In a running visit an Allow is where later continuations count from, and a Deny is the clinician's to know at once.</summary>
    public static IEnumerable<VisitEvent> Consequences(Turn turn, VisitEvent[] said, LicensureDecision evaluation)
    {
        if (turn.Visit is not { StartedAt: not null, ClinicianId: { } clinician }) return [];
        var place = turn.Visit.Fold(said.Select(e => (e, turn.Now))).Attestation;
        return evaluation.Verdict switch
        {
            Verdict.Allow when place?.State is { } state =>
                [new ContinuationRenewed(clinician, place.Sequence, state), .. VisitLicensure.Used(turn.Visit, clinician, evaluation)],
            Verdict.Deny when !turn.Visit.Alerted(VisitAlert.ContinuationDenied) => [new AlertRaised(VisitAlert.ContinuationDenied)],
            Verdict.Allow or Verdict.Hold or Verdict.Deny => [],
        };
    }

    /// <summary>The patient or a guardian beside them on the patient's link, a guardian on their own, the front desk for either.</summary>
    public static bool MaySay(Turn turn, StatedBy by) => by switch
    {
        StatedBy.Patient => turn.Is(Standing.Patient),
        StatedBy.Guardian => turn.Is(Standing.Patient | Standing.Guardian),
        StatedBy.ByStaff => turn.Is(Standing.FrontDesk),
        _ => false,
    };

    /// <summary>Nobody speaks for a patient whose identity is open, but staff who have made sure of it.</summary>
    public static bool IsKnown(Turn turn) =>
        turn.Is(Standing.FrontDesk) || (turn.Visit.Patient is { Identified: true } && turn.Self is { Identified: true });

    private static VisitDecision? NotNow(Turn turn, StatedBy by) =>
        turn.NotIn(VisitPhase.Scheduled, VisitPhase.Waiting, VisitPhase.InProgress, VisitPhase.OnHold)
        ?? (!MaySay(turn, by) ? Answer.No(RefusalCode.Invalid)
            : ArrivalRules.TooEarlyToIdentify(turn) ? Answer.No(RefusalCode.TooEarly)
            : !IsKnown(turn) ? Answer.No(RefusalCode.CheckInIncomplete)
            : null);

    private static VisitDecision Settle(Turn turn, VisitEvent[] said)
    {
        var evaluation = Judge(turn, said);
        VisitEvent[] events = [.. said, .. Consequences(turn, said, evaluation)];
        return evaluation.Verdict is Verdict.Deny ? Answer.No(evaluation, evaluation.Refuse(), events) : Answer.Of(evaluation, events);
    }
}
