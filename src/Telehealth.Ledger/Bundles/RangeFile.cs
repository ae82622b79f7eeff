namespace Telehealth.Ledger.Bundles;

/// <summary><c>range.json</c>: a <see cref="RangeProof"/> as a file.</summary>
public static class RangeFile
{
    public static byte[] Write(RangeProof proof) => BundleJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("first", proof.First);
        json.WriteNumber("count", proof.Count);
        BundleJson.WriteHashes(json, "left", proof.Left);
        BundleJson.WriteHashes(json, "right", proof.Right);
        json.WriteEndObject();
    });

    /// <returns>Null when these are not the bytes of such a file.</returns>
    public static RangeProof? TryRead(ReadOnlyMemory<byte> bytes) => BundleJson.Read(
        bytes,
        json => new RangeProof(json.GetProperty("first").GetInt64(), json.GetProperty("count").GetInt64(), BundleJson.Hashes(json, "left"), BundleJson.Hashes(json, "right")),
        Write);
}
