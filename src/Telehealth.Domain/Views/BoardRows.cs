using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>The pure projection of a visit to its row on the board. It holds no address and no contact.</summary>
public static class BoardRows
{
    public static BoardRow Of(Visit visit, ViewFacts facts)
    {
        var age = Ages.On(facts.Patient.BirthDate, visit.Zone, facts.Now);
        return new()
        {
            VisitId = visit.Id,
            Version = visit.Version,
            Phase = visit.Phase,
            Kind = visit.Kind,
            StartsAt = visit.StartsAt,
            DurationMinutes = (int)visit.Planned.TotalMinutes,
            Zone = visit.Zone,
            Patient = new(facts.Patient.FullName, age, facts.Patient.PreferredLanguage),
            Clinician = visit.ClinicianId is { } id ? new(id, facts.StaffOf(id)?.Name ?? "") : null,
            Presence = facts.Presence.Of(visit.Patient?.Id, facts.Now, facts.Policy),
            WaitingSince = visit.Phase is VisitPhase.Waiting ? visit.Patient?.WaitingSince : null,
            Place = facts.Line?.Place,
            State = visit.Attestation?.State,
            Readiness = ReadinessOf(visit, age, facts),
            Verdict = VerdictOf(facts.Decision),
            Claim = visit.Claim is { } claim && facts.Now < claim.Until ? new(claim.ClinicianId, facts.StaffOf(claim.ClinicianId)?.Name ?? "", claim.Until) : null,
            SafetyOpen = visit.OpenConcern is not null,
            Alerts = [.. visit.Alerts.Select(a => AlertCodes.Of(a.Alert)).Distinct()],
            Hold = visit.HeldSince is { } since ? new(since) : null,
            Modality = visit.Modality,
            Others = visit.Participants.Count(p => p.Role is not (ParticipantRole.Patient or ParticipantRole.Clinician) && p.State is not ParticipantState.Removed),
        };
    }

    private static BoardVerdict? VerdictOf(LicensureDecision? decision) =>
        decision is null ? null : new(decision.Verdict, [.. decision.Reasons.Select(ReasonView.Of)]);

    private static ReadinessView ReadinessOf(Visit visit, int? age, ViewFacts facts) => new(
        visit.Patient?.Identified ?? false, visit.Attestation is not null, visit.Patient?.Consent is not null, DeviceOf(visit.Patient?.Device),
        age is >= Ages.Majority ? "NotNeeded" : visit.MinorBasis is null ? "Missing" : "Recorded", InterpreterOf(visit, facts));

    private static string DeviceOf(DeviceCheck? check) => check switch
    {
        null => "Unknown",
        { Camera: DeviceState.Ok, Microphone: DeviceState.Ok, Speaker: DeviceState.Ok } => "Ok",
        _ => "Problem",
    };

    private static string? InterpreterOf(Visit visit, ViewFacts facts)
    {
        var interpreters = visit.Participants.Where(p => p is { Role: ParticipantRole.Interpreter, State: not ParticipantState.Removed }).ToList();
        if (interpreters.Count == 0) return null;
        return interpreters.Any(p => facts.Presence.Of(p.Id, facts.Now, facts.Policy) is Presence.Connected) ? "Here" : "Needed";
    }
}
