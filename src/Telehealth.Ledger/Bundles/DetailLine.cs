using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Telehealth.Ledger.Bundles;

/// <summary>One line of <c>details.ndjson</c>: a personal part that a record commits to, opened; or that its key was destroyed.</summary>
/// <param name="Commitment">The record's <c>detail</c>.</param>
/// <param name="Salt">32 bytes; null when it was erased.</param>
/// <param name="Plaintext">Its text as it was committed to; null when it was erased.</param>
/// <param name="ErasedBy">The leaf of the record that tells of the erasure; null when it was not erased.</param>
public sealed record DetailLine(string Commitment, ReadOnlyMemory<byte>? Salt, string? Plaintext, long? ErasedBy)
{
    public static DetailLine Opened(string commitment, ReadOnlyMemory<byte> salt, ReadOnlySpan<byte> plaintext) => new(commitment, salt, Encoding.UTF8.GetString(plaintext), null);

    public static DetailLine Erased(string commitment, long byLeaf) => new(commitment, null, null, byLeaf);

    /// <summary>Whether the salt and the text are those that the record commits to.</summary>
    public bool Holds() => Salt is { Length: MerkleHash.Size } salt && Plaintext is { } text
        && Convert.ToHexStringLower(SHA256.HashData([.. salt.Span, .. Encoding.UTF8.GetBytes(text)])) == Commitment;

    public byte[] ToBytes() => BundleJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("commitment", Commitment);
        if (ErasedBy is { } leaf)
        {
            json.WriteStartObject("erased");
            json.WriteNumber("record", leaf);
            json.WriteEndObject();
        }
        else
        {
            json.WriteBase64String("salt", Salt!.Value.Span);
            json.WriteString("plaintext", Plaintext);
        }

        json.WriteEndObject();
    });

    /// <returns>Null when this is no such line.</returns>
    public static DetailLine? TryRead(ReadOnlyMemory<byte> line) => BundleJson.Read(line, Read, l => l.ToBytes());

    private static DetailLine Read(JsonElement json) => json.TryGetProperty("erased", out var erased)
        ? Erased(BundleJson.Text(json, "commitment"), erased.GetProperty("record").GetInt64())
        : new(BundleJson.Text(json, "commitment"), json.GetProperty("salt").GetBytesFromBase64(), BundleJson.Text(json, "plaintext"), null);
}
