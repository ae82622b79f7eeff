using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Ledger;

namespace Telehealth.Verify.Bundle;

/// <summary>All streams of a bundle, each followed for itself.</summary>
/// <param name="whole">No record is missing between two leaves of it.</param>
internal sealed class BundleStreams(bool whole)
{
    // Most records that a server seals in one transaction (PostgreSQL).
    private const int SealedAtOnce = 5000;

    private readonly Dictionary<string, BundleStream> _chains = new(StringComparer.Ordinal);
    private readonly LawCounts _played = new(), _alone = new();
    private bool _fromTheVeryFirst;
    private long _unchained;

    /// <summary>Where the bundle holds the log from its first record, no chain may begin in its middle.</summary>
    public void BeginsTheLog() => _fromTheVeryFirst = true;

    public BundleStream? Find(string stream) => _chains.GetValueOrDefault(stream);

    /// <returns>Null when the record holds; else why not.</returns>
    public string? Add(ReadOnlyMemory<byte> record, long leaf)
    {
        if (RecordPrefix.Read(record.Span) is not { } prefix) return CanonicalJson.Problem(record.Span) ?? "this line does not begin like a record";
        if (StreamCheck.IsUnchained(prefix.Stream))
        {
            _unchained++;
            return CanonicalJson.Problem(record.Span) ?? (prefix.Seq == 0 && prefix.Prev is null ? null : "a record outside any chain has a place in one");
        }

        if (!_chains.TryGetValue(prefix.Stream, out var stream))
        {
            if (_fromTheVeryFirst && prefix.Seq > 1) return $"its stream begins with record number {prefix.Seq}: those before it were left out";
            _chains.Add(prefix.Stream, stream = new(prefix.Stream, whole, _played, _alone));
        }

        return stream.Add(prefix, record, leaf);
    }

    /// <summary>
    /// Histories that must not end where they do. A commit is sealed together, so that only chosen records may break it off, or a head that was signed in
    /// the middle of a flood: then the rest of it follows within a transaction of the sealer.
    /// </summary>
    /// <param name="treeSize">Of the signed head.</param>
    public IEnumerable<Finding> Ends(long treeSize) => !whole ? [] : _chains.Values.Where(s => s.LastLeaf < treeSize - SealedAtOnce && s.BreaksOff is not null)
        .Select(s => new Finding("law", s.BreaksOff!) { Stream = s.Stream, Seq = s.Full!.Length, Leaf = s.LastLeaf });

    public void Summarise(Report report)
    {
        var visits = _chains.Values.Where(s => StreamCheck.IsVisit(s.Stream)).ToList();
        var entire = visits.Where(v => v.Full is not null).ToList();
        var closed = entire.Count(v => v.Full!.Phase is VisitPhase.Closed);
        if (entire.Count > 0)
        {
            report.Holds($"chains: {Words.Many(entire.Count, "visit")} from the first record without a gap; {closed} of them up to the closing record, whose number counts all before it.");
            report.Holds($"law: each step of {(entire.Count == 1 ? "it" : "these")} was played again and is one that the rules allow; {Words.Many(_played.Starts, "start")} and {Words.Many(_played.Grants - _played.SafetyGrants, "permission")} to enter a room each rest on a licensure decision that allows it, for that clinician and patient, in the same commit{(_played.SafetyGrants > 0 ? $"; {Words.Many(_played.SafetyGrants, "permission")} on the safety exception" : "")}.");
        }

        if (_played.Evaluations + _alone.Evaluations is > 0 and var decisions)
            report.Holds($"decisions: {Words.Many(decisions, "licensure decision")} made again from the evidence in the record came out the same ({_played.NotAllowed + _alone.NotAllowed} did not allow).");
        if (_chains.Count - visits.Count is > 0 and var others) report.Holds($"chains: {Words.Many(others, "chain")} of the clinic's other records without a gap.");
        if (visits.Count - entire.Count is > 0 and var parts) report.Open($"law: {Words.Many(parts, "visit")} here only in part: each record was checked by itself, not whether a start rests on a decision.");
        if (entire.Count(v => v.BreaksOff is not null) is > 0 and var broken) report.Open($"law: the last step of {Words.Many(broken, "visit")} goes on after the records here; it was checked as far as it is here.");
        if (entire.Count - closed is > 0 and var open) report.Open($"completeness: {Words.Many(open, "visit")} without a closing record: whether anything followed, only a later head can show.");
        if (_unchained > 0) report.Open($"chains: {Words.Many(_unchained, "record")} of reads and refused entries belong to no chain: their place in the log is what holds them.");
    }
}
