namespace Telehealth.Ledger.Bundles;

/// <summary>One line of <c>consistency.ndjson</c>, and the file that a server gives for an older head: that the tree begins with that of <paramref name="From"/> leaves.</summary>
/// <param name="From">Size of the older tree, at least 1.</param>
/// <param name="To">Size of the larger one; in a bundle that of its checkpoint.</param>
/// <param name="Proof">As RFC 9162 (2.1.4) has it.</param>
public sealed record ConsistencyLine(long From, long To, IReadOnlyList<byte[]> Proof)
{
    public byte[] ToBytes() => BundleJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("from", From);
        json.WriteNumber("to", To);
        BundleJson.WriteHashes(json, "proof", Proof);
        json.WriteEndObject();
    });

    /// <returns>Null when this is no such line.</returns>
    public static ConsistencyLine? TryRead(ReadOnlyMemory<byte> line) => BundleJson.Read(
        line, json => new ConsistencyLine(json.GetProperty("from").GetInt64(), json.GetProperty("to").GetInt64(), BundleJson.Hashes(json, "proof")), l => l.ToBytes());
}
