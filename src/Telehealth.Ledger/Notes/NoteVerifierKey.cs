using System.Globalization;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Telehealth.Ledger.Notes;

/// <summary>
/// A public key that notes are checked with, spelt as a vkey of C2SP signed-note: <c>name+keyid+base64(0x01, 32 bytes)</c>. Other software
/// (Go's sumdb/note, Tessera) takes the same text.
/// </summary>
public sealed class NoteVerifierKey : IEquatable<NoteVerifierKey>
{
    private readonly byte[] _publicKey;

    internal NoteVerifierKey(string name, byte[] publicKey) => (Name, _publicKey, Id) = (name, publicKey, NoteKeys.IdOf(name, publicKey));

    /// <summary>Who signs; for a log its origin.</summary>
    public string Name { get; }

    /// <summary>Tells keys of one name apart. Not a fingerprint to trust: it is 32 bits.</summary>
    public uint Id { get; }

    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    /// <returns>Null when the text is no vkey, its id is not that of its key, or the key is a weak one.</returns>
    public static NoteVerifierKey? TryParse(string vkey)
    {
        if (vkey.Split('+', 3) is not [var name, var id, var key] || !NoteKeys.IsName(name)) return null;
        if (StrictBase64.TryRead(key) is not { Length: 1 + NoteKeys.KeySize } bytes || bytes[0] != NoteKeys.Ed25519Type) return null;
        if (!Ed25519.ValidatePublicKeyFull(bytes, 1)) return null;

        var parsed = new NoteVerifierKey(name, bytes[1..]);
        return id == parsed.IdText ? parsed : null;
    }

    public override string ToString() => $"{Name}+{IdText}+{Convert.ToBase64String([NoteKeys.Ed25519Type, .. _publicKey])}";

    public bool Equals(NoteVerifierKey? other) => other is not null && Name == other.Name && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    public override bool Equals(object? obj) => Equals(obj as NoteVerifierKey);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    internal bool Verifies(byte[] text, ReadOnlyMemory<byte> signature) =>
        signature.Length == NoteKeys.SignatureSize && Ed25519.Verify(signature.ToArray(), 0, _publicKey, 0, text, 0, text.Length);

    private string IdText => Id.ToString("x8", CultureInfo.InvariantCulture);
}
