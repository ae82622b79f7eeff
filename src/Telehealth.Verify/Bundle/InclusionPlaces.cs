using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;

namespace Telehealth.Verify.Bundle;

/// <summary>A proof for each record: chosen records out of the log.</summary>
internal sealed class InclusionPlaces(BundleReader reader, Checkpoint head) : ILeafPlaces
{
    private readonly IAsyncEnumerator<ReadOnlyMemory<byte>> _lines = reader.LinesAsync(BundleFileKind.Proofs, CancellationToken.None).GetAsyncEnumerator();
    private long _last = -1, _count;

    public string Said => $"places: each of the {Words.Many(_count, "record")} is, byte for byte, in the log of {head.Size} under the signed head.";

    public async ValueTask<(long Leaf, string? Problem)> NextAsync(ReadOnlyMemory<byte> record, CancellationToken cancellation)
    {
        if (!await _lines.MoveNextAsync()) return (_last + 1, $"{BundleNames.Proofs} has no line for it: nothing shows that it was ever in the log");
        if (InclusionLine.TryRead(_lines.Current) is not { } line) return (_last + 1, $"its line in {BundleNames.Proofs} is no proof");
        var before = _last;
        (_last, _count) = (line.Leaf, _count + 1);
        return (line.Leaf, line.Leaf <= before ? $"it stands behind the record of leaf {before}: the order was changed"
            : before < 0 && line.Leaf != reader.Head.FirstLeaf ? $"the bundle should begin with leaf {reader.Head.FirstLeaf}"
            : MerkleProof.Includes(MerkleHash.Leaf(record.Span), line.Leaf, head.Size, line.Proof, head.Root.Span) ? null
            : "it is not what was sealed here: its bytes, its number or its proof were changed");
    }

    public async ValueTask<Finding?> EndAsync(bool named, CancellationToken cancellation) =>
        named ? null
        : await _lines.MoveNextAsync() ? new("place", "it proves more records than there are: records were left out") { File = BundleNames.Proofs, Line = _count + 1 }
        : _count > 0 && _last != reader.Head.LastLeaf ? new("place", $"the last record is leaf {_last}, and the manifest says {reader.Head.LastLeaf}: the end was cut off") { File = BundleNames.Records }
        : null;

    public ValueTask DisposeAsync() => _lines.DisposeAsync();
}
