using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>Where a visit asks the gate. Every start and every continuation asks afresh; no verdict is kept.</summary>
internal static class VisitLicensure
{
    public static LicensureDecision Evaluate(
        Visit visit, VisitFacts facts, StaffId? clinicianId, DecisionPurpose purpose, DecisionBasis basis, Instant expectedEnd, Instant now) =>
        LicensureEngine.Evaluate(new()
        {
            Purpose = purpose,
            Basis = basis,
            ClinicianId = clinicianId,
            Clinicians = Clinicians(facts.Clinic, clinicianId),
            Attestation = visit.Attestation,
            StartsAt = visit.StartsAt,
            ExpectedEnd = expectedEnd,
            PatientBirthDate = facts.Patient.BirthDate,
            MinorBasisRecorded = visit.MinorBasis is not null,
            MinorBasis = visit.MinorBasis,
            GuardianVerified = visit.GuardianVerified,
            EarlierStarts = facts.Patient.EarlierStarts,
            ConsentGiven = visit.Patient?.Consent is { } consent && !ConsentRenewal.IsDue(consent, facts.Clinic.Rules.Consents, visit.Attestation?.State, ActingOf(facts.Clinic, clinicianId), now),
            IdentityVerified = visit.Patient is { Identified: true },
            ServedStates = facts.Clinic.ServedStates,
            RulesVersion = facts.Clinic.RulesVersion,
            Rules = facts.Clinic.Rules,
            Device = visit.Device,
            Signals = visit.Signals,
            MovedAt = visit.MovedAt,
            Confirmation = visit.Confirmation,
            Exemption = clinicianId is { } by ? visit.Exemptions.FirstOrDefault(e => e.By == by) : null,
            ClinicianLocation = clinicianId is { } who ? visit.ClinicianPlaces.FirstOrDefault(p => p.ClinicianId == who)?.Location : null,
            VisitKind = visit.Kind,
            VisitId = visit.Id,
            PatientId = visit.PatientId,
            EmergencyContactAsked = visit.Patient?.CheckedInAt is not null,
            Policy = facts.Clinic.Policy,
            Now = now,
        });

    public static LicensureDecision Evaluate(this Turn turn, StaffId clinician, DecisionPurpose purpose, DecisionBasis basis) =>
        Evaluate(turn.Visit, turn.Facts, clinician, purpose, basis, ExpectedEnd(turn.Visit, turn.Now), turn.Now);

    /// <summary>The later of the planned end and admit plus planned duration; never in the past, since an overrun needs its authority still.</summary>
    public static Instant ExpectedEnd(Visit visit, Instant now) => visit.ExpectedEnd is { } end
        ? Instant.Max(end, now)
        : Instant.Max(visit.PlannedEnd, now + visit.Planned);

    /// <summary>A continuation is the same patient, clinician and attested place, lawfully started on the same local date; all else is a start.</summary>
    public static DecisionBasis BasisFor(Visit visit, StaffId clinician, Instant now) =>
        visit.LawfulStartOf(clinician) is { } start && visit.Attestation is { } place
            && start.AttestationSequence == place.Sequence && start.State == place.State
            && !LocalMidnight.Passed(place.State, start.At, now) && !ToldOtherwise(visit.Device, start)
            ? DecisionBasis.Continuation
            : DecisionBasis.Start;

    /// <summary>What only the patient's own word about the place can fix, and so is worth waiting two minutes for.</summary>
    public static bool FixableByPatient(this LicensureDecision decision) => decision.Verdict is Verdict.Hold
        && decision.Reasons.Where(r => r.Severity is ReasonSeverity.Hold)
            .All(r => r.Code is ReasonCode.AttestationStale or ReasonCode.LocationNotAttested);

    /// <summary>What a start or a renewal uses up, where it rests on a limited authority; nothing where this visit has used it for these days already.</summary>
    public static IEnumerable<VisitEvent> Used(Visit visit, StaffId clinician, LicensureDecision decision)
    {
        if (decision is not { Verdict: Verdict.Allow, AuthorityId: { } authority, Jurisdiction: { } state }) return [];
        var limited = decision.Evidence.Clinicians.SelectMany(c => c.Authorities).Any(a => a.Id == authority && a.Terms is { State: null, Usage.IsEmpty: false });
        if (!limited) return [];

        var (first, last) = (decision.Evidence.Dates.Min(d => d.StartsOn), decision.Evidence.Dates.Max(d => d.EndsOn));
        return visit.UsedAuthorities.Any(u => u.ClinicianId == clinician && u.AuthorityId == authority && u.FirstDay <= first && u.LastDay >= last)
            ? []
            : [new AuthorityUsed(clinician, authority, state, first, last)];
    }

    private static Profession? ActingOf(ClinicFacts clinic, StaffId? named) =>
        named is { } id && clinic.Clinicians.TryGetValue(id, out var clinician) ? clinician.Profession : null;

    /// <summary>Since the start, a device said that it is somewhere else.</summary>
    private static bool ToldOtherwise(DeviceLocation? device, LawfulStart start) =>
        device is { TooCoarse: false, Candidates.IsEmpty: false } && device.At > start.At && !device.Candidates.Contains(start.State);

    private static ImmutableArray<ClinicianFacts> Clinicians(ClinicFacts clinic, StaffId? named) => named is { } id
        ? clinic.Clinicians.TryGetValue(id, out var clinician) ? [clinician] : []
        : [.. clinic.Clinicians.Values.Where(c => c.Active)];
}
