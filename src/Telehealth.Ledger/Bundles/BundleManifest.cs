using System.Globalization;
using System.Text.Json;

namespace Telehealth.Ledger.Bundles;

/// <summary><c>manifest.json</c>: the head, and every other file with its size and hash.</summary>
public sealed record BundleManifest(BundleHead Head, IReadOnlyList<BundleFile> Files)
{
    private const string Times = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public BundleFile? Find(BundleFileKind kind) => Files.FirstOrDefault(f => f.Kind == kind);

    public byte[] ToBytes() => BundleJson.Write(Write, indented: true);

    /// <returns>Null when these are not the bytes of a manifest in their one spelling, or it names a file twice or by a name that no bundle has.</returns>
    public static BundleManifest? TryRead(ReadOnlyMemory<byte> bytes) =>
        BundleJson.Read(bytes, Read, m => m.ToBytes()) is { } manifest
        && manifest.Files.All(f => BundleNames.IsName(f.Name) && f.Name != BundleNames.Manifest && f.Bytes >= 0)
        && manifest.Files.DistinctBy(f => f.Name).Count() == manifest.Files.Count && manifest.Files.DistinctBy(f => f.Kind).Count() == manifest.Files.Count
            ? manifest
            : null;

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("format", BundleHead.Format);
        json.WriteString("origin", Head.Origin);
        json.WriteStartArray("keys");
        foreach (var key in Head.Keys) json.WriteStringValue(key);
        json.WriteEndArray();
        json.WriteString("query", Head.Query);
        WriteTime(json, "from", Head.From);
        WriteTime(json, "to", Head.To);
        WriteTime(json, "createdAt", Head.CreatedAt);
        json.WriteString("exportId", Head.ExportId);
        json.WriteNumber("count", Head.Count);
        json.WriteNumber("firstLeaf", Head.FirstLeaf);
        json.WriteNumber("lastLeaf", Head.LastLeaf);
        json.WriteBoolean("whole", Head.Whole);
        json.WriteNumber("treeSize", Head.TreeSize);
        json.WriteNumber("prunedBefore", Head.PrunedBefore);
        json.WriteStartArray("files");
        foreach (var file in Files)
        {
            json.WriteStartObject();
            json.WriteString("name", file.Name);
            json.WriteNumber("bytes", file.Bytes);
            json.WriteString("sha256", file.Sha256);
            json.WriteString("kind", KindOf(file.Kind));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    // What is left out or of another format comes out otherwise when it is written again.
    private static BundleManifest Read(JsonElement json) => new(
        new()
        {
            Origin = BundleJson.Text(json, "origin"),
            Keys = [.. json.GetProperty("keys").EnumerateArray().Select(k => k.GetString() ?? throw new FormatException())],
            Query = BundleJson.Text(json, "query"),
            From = Time(json, "from"),
            To = Time(json, "to"),
            CreatedAt = Time(json, "createdAt") ?? throw new FormatException(),
            ExportId = BundleJson.Text(json, "exportId"),
            Count = json.GetProperty("count").GetInt64(),
            FirstLeaf = json.GetProperty("firstLeaf").GetInt64(),
            LastLeaf = json.GetProperty("lastLeaf").GetInt64(),
            Whole = json.GetProperty("whole").GetBoolean(),
            TreeSize = json.GetProperty("treeSize").GetInt64(),
            PrunedBefore = json.GetProperty("prunedBefore").GetInt64(),
        },
        [
            .. json.GetProperty("files").EnumerateArray().Select(f => new BundleFile(
                BundleJson.Text(f, "name"), f.GetProperty("bytes").GetInt64(), BundleJson.Text(f, "sha256"), Kind(BundleJson.Text(f, "kind")))),
        ]);

    private static string KindOf(BundleFileKind kind) => kind.ToString().ToLowerInvariant();

    private static BundleFileKind Kind(string text) => Enum.GetValues<BundleFileKind>().FirstOrDefault(k => KindOf(k) == text);

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } at) json.WriteString(name, at.UtcDateTime.ToString(Times, CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    private static DateTimeOffset? Time(JsonElement json, string name) => json.GetProperty(name).GetString() is { } text
        ? DateTimeOffset.ParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal)
        : null;
}
