namespace Telehealth.Ledger.Bundles;

/// <summary>One line of <c>heads.ndjson</c>: the bundle claims to hold the whole history of this visit under its checkpoint.</summary>
/// <param name="Visit">Its id.</param>
/// <param name="Length">Records of its chain.</param>
/// <param name="Head">Hash of the last of them, lower-case hex.</param>
public sealed record HeadLine(string Visit, long Length, string Head)
{
    public byte[] ToBytes() => BundleJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("visit", Visit);
        json.WriteNumber("length", Length);
        json.WriteString("head", Head);
        json.WriteEndObject();
    });

    /// <returns>Null when this is no such line.</returns>
    public static HeadLine? TryRead(ReadOnlyMemory<byte> line) => BundleJson.Read(
        line, json => new HeadLine(BundleJson.Text(json, "visit"), json.GetProperty("length").GetInt64(), BundleJson.Text(json, "head")), l => l.ToBytes());
}
