using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Ledger.Notes;

/// <summary>What the names and ids of keys are made of (C2SP signed-note).</summary>
internal static class NoteKeys
{
    /// <summary>The signature type of Ed25519.</summary>
    public const byte Ed25519Type = 0x01;

    /// <summary>Bytes of a seed and of a public key.</summary>
    public const int KeySize = 32;

    public const int SignatureSize = 64;

    /// <summary>Not empty, no space of any kind, no plus, no control character.</summary>
    public static bool IsName(string name) => name.Length > 0 && !name.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c == '+');

    /// <summary>The first four bytes of SHA-256(name, line feed, type, public key).</summary>
    public static uint IdOf(string name, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519Type, .. publicKey]));
}
