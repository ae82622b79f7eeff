using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Licensure;

internal sealed record StatedPlace(string Country, string? State = null, CoordinatesBody? Coordinates = null)
{
    /// <summary>In place of <c>coordinates</c>: what a device would come to.</summary>
    public SupposedDevice? Device { get; init; }

    /// <summary>As if a street address had been given with it.</summary>
    public bool HasAddress { get; init; }
}

/// <param name="Candidates">Every place that the device may be in: USPS codes and <c>OUTSIDE</c>.</param>
/// <param name="AccuracyMeters">95 % radius; over 25 km it says nothing, and has no candidates.</param>
internal sealed record SupposedDevice(string[] Candidates, int AccuracyMeters)
{
    private const int Coarse = 25_000;

    internal bool IsPossible => AccuracyMeters is >= 0 and <= 1_000_000 && Candidates is { Length: <= 10 }
        && (AccuracyMeters > Coarse ? Candidates.Length == 0 : Candidates.Length > 0 && Candidates.All(c => c == DeviceLocation.Outside || StateZones.States.Contains(c)));

    internal DeviceLocation At(Instant now) => new()
    {
        Candidates = [.. Candidates.Distinct().Order(StringComparer.Ordinal)], Containing = Candidates is [var only] && only != DeviceLocation.Outside ? only : null,
        NearestBorder = Candidates.Length > 1 ? DistanceBucket.Under500m : DistanceBucket.Beyond, AccuracyMeters = (AccuracyMeters + 49) / 50 * 50,
        TooCoarse = AccuracyMeters > Coarse, Zones = [], NearShore = false, MapVersion = "supposed", At = now,
    };
}

/// <param name="Profession">As if the clinician acted in this profession; theirs when absent.</param>
/// <param name="StartsAt">Now when absent.</param>
internal sealed record EvaluateRequest(
    StaffId ClinicianId, StatedPlace Location, Profession? Profession = null, LocalDate? BirthDate = null, Instant? StartsAt = null, int DurationMinutes = 30)
{
    /// <summary>Where the clinician would sit: a USPS code or <c>OUTSIDE</c>.</summary>
    public string? ClinicianLocation { get; init; }

    /// <summary>As if the clinician had chosen this authority of theirs.</summary>
    public AuthorityId? ChosenAuthorityId { get; init; }

    /// <summary>How the patient stands to the clinician.</summary>
    public PatientScope Relationship { get; init; }

    public PatientId? PatientId { get; init; }

    /// <summary>As if the clinician had confirmed the address with the patient.</summary>
    public bool Confirmed { get; init; }
}

/// <summary>What would the gate say? The same engine on the same facts, recorded as a dry run.</summary>
internal sealed class EvaluateLicensure(ClinicFactsCache facts, IClinicDesk desk, TimeProvider time)
{
    public async Task<Answer<LicensureDecisionView>> HandleAsync(Caller caller, EvaluateRequest request, CancellationToken cancellation)
    {
        var check = new Check()
            .That(request.Location.Country is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'], "location.country", "ISO 3166-1 alpha-2")
            .That(request.Location.State is null || (request.Location.Country == "US" && StateZones.States.Contains(request.Location.State)), "location.state", "an upper-case USPS code, with US")
            .That(request.Location.Coordinates is null or { IsPossible: true }, "location.coordinates", "degrees and metres on Earth")
            .That(request.Location.Device is null || (request.Location.Coordinates is null && request.Location.Device.IsPossible), "location.device", "candidates and accuracyMeters up to 25000, or none over it; not with coordinates")
            .That(request.ClinicianLocation is null or "OUTSIDE" || StateZones.States.Contains(request.ClinicianLocation), "clinicianLocation", "a USPS code or OUTSIDE")
            .That(request.DurationMinutes is >= 5 and <= 480, "durationMinutes", "5 to 480");
        if (check.Problem is { } problem) return problem;
        var (clinic, _) = await facts.GetAsync(fresh: true, cancellation);
        if (!clinic.Clinicians.TryGetValue(request.ClinicianId, out var clinician)) return RefusalCode.NotFound;

        var decision = LicensureEngine.Evaluate(QuestionOf(request, clinic, clinician, time.Now()));
        await RecordAsync(caller, decision, cancellation);
        return LicensureDecisionView.ForStaff(decision, _ => null)!;
    }

    private static LicensureQuestion QuestionOf(EvaluateRequest request, ClinicFacts clinic, ClinicianFacts clinician, Instant now)
    {
        var startsAt = request.StartsAt ?? now;
        return new LicensureQuestion
        {
            Purpose = DecisionPurpose.DryRun, Basis = DecisionBasis.Start, ClinicianId = clinician.Id,
            Clinicians = [clinician with { Profession = request.Profession ?? clinician.Profession }],
            Attestation = new LocationAttestation(1, request.Location.Country, request.Location.State, StatedBy.ByStaff, now, request.Location.HasAddress),
            Device = request.Location.Coordinates?.Reduce(now) ?? request.Location.Device?.At(now),
            Confirmation = request.Confirmed ? new(clinician.Id, now, 1, ConfirmationMethod.OnCamera) : null,
            StartsAt = startsAt, ExpectedEnd = startsAt + Duration.FromMinutes(request.DurationMinutes), PatientBirthDate = request.BirthDate,
            MinorBasisRecorded = true, ConsentGiven = true, IdentityVerified = true, ServedStates = clinic.ServedStates,
            RulesVersion = clinic.RulesVersion, Rules = clinic.Rules, Policy = clinic.Policy, Now = now, ClinicianLocation = request.ClinicianLocation,
            PatientId = request.PatientId,
            Exemption = request.ChosenAuthorityId is { } chosen ? new(chosen, JustificationReason.ContinuityOfCare, request.Relationship, clinician.Id, now) : null,
        };
    }

    private Task RecordAsync(Caller caller, LicensureDecision decision, CancellationToken cancellation)
    {
        var after = new Dictionary<string, object?>
        {
            ["purpose"] = decision.Purpose.ToString(), ["verdict"] = decision.Verdict.ToString(), ["jurisdiction"] = decision.Jurisdiction,
            ["authority"] = decision.AuthorityId?.ToString(), ["rules"] = decision.RulesVersion, ["startsAt"] = Doors.Wire.InstantText.Write(decision.Evidence.StartsAt),
        };
        var subject = new Dictionary<string, string> { ["staff"] = decision.ClinicianId!.Value.ToString() };
        return desk.AppendAsync(caller.Actor, new ClinicRecord("LicensureDryRun", "reads", subject, after, [.. decision.Reasons.Select(r => r.Code.ToWire())]), cancellation);
    }
}
