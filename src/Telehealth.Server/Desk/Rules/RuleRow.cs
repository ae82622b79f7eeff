using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <summary>A row as it stands in its file, in force or not.</summary>
/// <param name="Id">Unique in its file; <c>NLC/UT</c> for a compact's member.</param>
/// <param name="State">Null where the row is about no single state.</param>
/// <param name="Canonical">Its JSON with sorted members and no white space: what the hash is over, and what a comparison compares.</param>
internal sealed record RuleRow(string File, string Id, string? State, string Title, RuleProvenance? Provenance, string Canonical)
{
    /// <summary>What nobody confirmed stands in its file and counts for nothing.</summary>
    public bool Active => Provenance?.Confidence is not RuleConfidence.Unconfirmed;

    /// <summary>Older than so many days on this date.</summary>
    public bool IsStale(NodaTime.LocalDate on, int days) => Provenance is { } from && from.IsStale(on, days);
}
