namespace Telehealth.Ledger.Bundles;

/// <summary>One line of <c>proofs.ndjson</c>: that the record on the same line of <c>records.ndjson</c> is this leaf of the tree.</summary>
/// <param name="Proof">From the leaf's neighbour up (RFC 9162), for the size of the bundle's checkpoint.</param>
public sealed record InclusionLine(long Leaf, IReadOnlyList<byte[]> Proof)
{
    public byte[] ToBytes() => BundleJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("leaf", Leaf);
        BundleJson.WriteHashes(json, "proof", Proof);
        json.WriteEndObject();
    });

    /// <returns>Null when this is no such line.</returns>
    public static InclusionLine? TryRead(ReadOnlyMemory<byte> line) =>
        BundleJson.Read(line, json => new InclusionLine(json.GetProperty("leaf").GetInt64(), BundleJson.Hashes(json, "proof")), l => l.ToBytes());
}
