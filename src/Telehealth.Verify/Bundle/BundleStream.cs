using Telehealth.Ledger;

namespace Telehealth.Verify.Bundle;

/// <summary>One chained stream as far as a bundle holds it: whole from its first record, or in parts.</summary>
/// <param name="whole">Between two leaves of this bundle no record may be missing.</param>
/// <param name="played">Of histories from their first record.</param>
/// <param name="alone">Of records that were checked by themselves.</param>
internal sealed class BundleStream(string stream, bool whole, LawCounts played, LawCounts alone)
{
    private StreamCheck? _full;
    private long _last;
    private string _hash = RecordHash.Zero;

    public string Stream { get; } = stream;

    /// <summary>Records of it in the bundle.</summary>
    public long Count { get; private set; }

    /// <summary>Its check from the first record on, while nothing is missing.</summary>
    public StreamCheck? Full => _full;

    /// <returns>Null when the record holds; else why not.</returns>
    public string? Add(RecordPrefix prefix, ReadOnlyMemory<byte> record, long leaf)
    {
        if (Count == 0 && prefix.Seq == 1) _full = new(Stream, played);
        if (_full is not null && prefix.Seq > _last + 1 && !whole) _full = null;
        var problem = _full is not null ? _full.Add(record) : Part(prefix, record);
        if (problem is not null) return problem;
        (Count, _last, _hash, LastLeaf) = (Count + 1, prefix.Seq, RecordHash.Of(record.Span), leaf);
        return null;
    }

    /// <summary>Leaf of the last of them.</summary>
    public long LastLeaf { get; private set; } = -1;

    /// <summary>Why the last commit of this history is not whole; null when it is.</summary>
    public string? BreaksOff => _full?.End();

    private string? Part(RecordPrefix prefix, ReadOnlyMemory<byte> record)
    {
        if (prefix.Seq < 1 || prefix.Prev is null) return "this record of a chain has no place in it";
        if (Count > 0 && prefix.Seq <= _last) return $"record number {prefix.Seq} stands here a second time, or out of its order";
        if (Count > 0 && prefix.Seq > _last + 1 && whole) return $"record number {_last + 1} of this stream should stand before it: something was left out";
        if (Count > 0 && prefix.Seq == _last + 1 && prefix.Prev != _hash) return "it was not written after the record that stands before it in its stream: one of the two was changed or exchanged";
        return Domain.Records.CanonicalJson.Problem(record.Span) ?? (StreamCheck.IsVisit(Stream) ? StreamCheck.ProblemAlone(record, alone) : null);
    }
}
