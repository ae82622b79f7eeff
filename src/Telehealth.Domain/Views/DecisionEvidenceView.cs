using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Views;

/// <summary>What a licensure decision rested on besides the stated place, for staff; reduced, as its record holds it.</summary>
public sealed record DecisionEvidenceView
{
    public DeviceEvidenceView? Device { get; init; }

    /// <summary>A street address was given with the stated place.</summary>
    public bool HasAddress { get; init; }

    public ConfirmationView? Confirmation { get; init; }
    public ExemptionView? Exemption { get; init; }

    /// <summary>Where the clinician said they sit: a USPS code or <c>OUTSIDE</c>.</summary>
    public string? ClinicianLocation { get; init; }

    /// <summary>What is used of each limit of the records that were looked at; absent where none has a limit.</summary>
    public IReadOnlyList<UsageView>? Usage { get; init; }

    /// <summary>Null where there is nothing to tell.</summary>
    public static DecisionEvidenceView? Of(LicensureDecision decision, Func<StaffId, StaffName?> staffOf)
    {
        if (decision.Evidence.More is not { } more) return null;
        var usage = decision.Evidence.Clinicians.SelectMany(c => c.Authorities).SelectMany(UsageView.Of).ToList();
        return new()
        {
            Device = more.Device is { } device ? DeviceEvidenceView.Of(device, decision, more) : null,
            HasAddress = more.HasAddress,
            Confirmation = more.Confirmation is { } word
                ? new(word.By, staffOf(word.By)?.Name, word.At, word.Method, word.AttestationSequence == decision.Evidence.AttestationSequence)
                : null,
            Exemption = more.Exemption is { } chosen
                ? new(chosen.AuthorityId, KindOf(decision, chosen.AuthorityId), chosen.Reason, chosen.Relationship, chosen.By, staffOf(chosen.By)?.Name, chosen.At)
                : null,
            ClinicianLocation = more.ClinicianLocation,
            Usage = usage.Count > 0 ? usage : null,
        };
    }

    private static AuthorityKind? KindOf(LicensureDecision decision, AuthorityId id) =>
        decision.Evidence.Clinicians.SelectMany(c => c.Authorities).FirstOrDefault(a => a.Id == id)?.Kind;
}

/// <summary>What the patient's device said, as the places that it may be in.</summary>
/// <param name="Candidates">USPS codes and <c>OUTSIDE</c>; empty when too coarse.</param>
/// <param name="Containing">The state whose outline contains the point; absent on water, abroad and off the shore.</param>
/// <param name="AccuracyMeters">95 % radius, rounded up to 50 m.</param>
/// <param name="At">When it was told.</param>
/// <param name="Counted">Fresh and fine enough to have been looked at.</param>
public sealed record DeviceEvidenceView(
    IReadOnlyList<string> Candidates, string? Containing, DistanceBucket NearestBorder, int AccuracyMeters, bool TooCoarse, bool NearShore, Instant At, bool Counted)
{
    internal static DeviceEvidenceView Of(DeviceLocation device, LicensureDecision decision, WiderEvidence more) => new(
        device.Candidates, device.Containing, device.NearestBorder, device.AccuracyMeters, device.TooCoarse, device.NearShore, device.At,
        DeviceRules.Telling(device, decision.Basis, decision.DecidedAt, more.Numbers.DeviceMaxAgeSeconds) is not null);
}

/// <param name="Name">Absent where it is not at hand.</param>
/// <param name="OfThisPlace">It is about the place that was stated last.</param>
public sealed record ConfirmationView(StaffId By, string? Name, Instant At, ConfirmationMethod Method, bool OfThisPlace);

/// <param name="Kind">Absent where the decision did not look at that record.</param>
/// <param name="Relationship">How the patient stands to the clinician.</param>
public sealed record ExemptionView(
    AuthorityId AuthorityId, AuthorityKind? Kind, JustificationReason Reason, PatientScope Relationship, StaffId By, string? Name, Instant At);

/// <summary>How much of one limit other visits have used.</summary>
/// <param name="State">The place that it was held against, where it is not the stated one.</param>
/// <param name="Used">Absent when it cannot be counted.</param>
/// <param name="Adds">What this visit adds.</param>
/// <param name="Open">The visit lies inside the window in which the limit may be used at all.</param>
public sealed record UsageView(AuthorityId AuthorityId, AuthorityKind Kind, string? State, UsageUnit Unit, int Max, int? Used, int Adds, bool Open)
{
    internal static IEnumerable<UsageView> Of(AuthorityEvidence authority) => authority.Terms is { } terms
        ? terms.Usage.Select(u => new UsageView(authority.Id, authority.Kind, terms.State, u.Unit, u.Max, u.Used, u.Adds, u.Open))
        : [];
}
