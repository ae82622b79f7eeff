using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;

namespace Telehealth.Verify.Bundle;

/// <summary>All leaves of a range: with the hashes beside it they give the signed root, so none can be missing or changed.</summary>
internal sealed class RangePlaces : ILeafPlaces
{
    private readonly BundleReader _reader;
    private readonly Checkpoint _head;
    private readonly RangeProof _range;
    private readonly CompactRange _edge;
    private readonly IAsyncEnumerator<byte[]>? _sealed;
    private readonly IReadOnlySet<long> _watched;

    private RangePlaces(BundleReader reader, Checkpoint head, RangeProof range, IAsyncEnumerator<byte[]>? leaves, IReadOnlySet<long> watched)
    {
        (_reader, _head, _range, _sealed, _watched, _edge) = (reader, head, range, leaves, watched, range.Begin()!);
        Watch();
    }

    /// <summary>Roots of smaller trees that end in the range, by their size.</summary>
    public Dictionary<long, byte[]> Roots { get; } = [];

    public string Said => $"places: no record of leaf {_range.First} to {_range.First + _range.Count - 1} is missing, changed, added or moved: together they give the signed root over {_head.Size}.";

    /// <param name="watched">Sizes of trees whose roots are asked for.</param>
    /// <returns>Null, with the reason, when the range's own files are not what they must be.</returns>
    public static async Task<(RangePlaces? Places, Finding? Problem)> BeginAsync(BundleReader reader, Checkpoint head, IReadOnlySet<long> watched, Report report, CancellationToken cancellation)
    {
        if (reader.Read(BundleFileKind.Range) is not { } bytes || RangeFile.TryRead(bytes) is not { } range || range.Begin() is null)
            return (null, new("place", "it is missing or no range proof: nothing shows that the records were ever in the log") { File = BundleNames.Range });
        if (range.First != reader.Head.FirstLeaf || range.Count != reader.Head.Count) return (null, new("place", "it is about another range than the manifest's") { File = BundleNames.Range });

        var named = reader.Manifest.Find(BundleFileKind.Leaves) is not null;
        var genuine = named && await SealedAsync(reader, head, range, cancellation);
        if (named && !genuine) report.Wrong(new("place", "it is not what was sealed: with the range proof it does not give the signed root") { File = BundleNames.Leaves });
        return (new(reader, head, range, genuine ? reader.LeavesAsync(CancellationToken.None).GetAsyncEnumerator(CancellationToken.None) : null, watched), null);
    }

    public async ValueTask<(long Leaf, string? Problem)> NextAsync(ReadOnlyMemory<byte> record, CancellationToken cancellation)
    {
        var leaf = _edge.Size;
        var hash = MerkleHash.Leaf(record.Span);
        _edge.Append(hash);
        Watch();
        if (_sealed is null) return (leaf, null);
        if (!await _sealed.MoveNextAsync()) return (leaf, "it stands behind the last record that was sealed in this range: it was added");
        return (leaf, _sealed.Current.AsSpan().SequenceEqual(hash) ? null : await WhyAsync(leaf, hash, cancellation));
    }

    public async ValueTask<Finding?> EndAsync(bool named, CancellationToken cancellation)
    {
        if (named) return null;
        if (_edge.Size < _range.First + _range.Count) return new("place", "the records end before this leaf: the end of the range was cut off") { Leaf = _edge.Size, File = BundleNames.Records };
        if (_range.RootOf(_edge, _head.Size) is { } root && _head.Root.Span.SequenceEqual(root)) return null;
        return new("place", "these records, with the hashes beside them, do not give the root that was signed: at least one was changed, left out, added or moved") { File = BundleNames.Records };
    }

    public async ValueTask DisposeAsync()
    {
        if (_sealed is not null) await _sealed.DisposeAsync();
    }

    private static async Task<bool> SealedAsync(BundleReader reader, Checkpoint head, RangeProof range, CancellationToken cancellation)
    {
        var edge = range.Begin()!;
        await foreach (var leaf in reader.LeavesAsync(cancellation)) edge.Append(leaf);
        return range.RootOf(edge, head.Size) is { } root && head.Root.Span.SequenceEqual(root);
    }

    private async Task<string> WhyAsync(long leaf, byte[] hash, CancellationToken cancellation)
    {
        var at = _range.First;
        await foreach (var other in _reader.LeavesAsync(cancellation))
        {
            if (other.AsSpan().SequenceEqual(hash))
                return at > leaf ? $"the record that was sealed as leaf {leaf} is not here; in its place stands that of leaf {at}: it was left out or moved" : $"in its place stands the record of leaf {at} once more: something was moved or put in twice";
            at++;
        }

        return "its bytes are not those that were sealed as this leaf: it was changed, or exchanged for another";
    }

    private void Watch()
    {
        if (_watched.Contains(_edge.Size)) Roots[_edge.Size] = _edge.Root();
    }
}
