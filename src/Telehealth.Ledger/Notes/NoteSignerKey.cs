using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Telehealth.Ledger.Notes;

/// <summary>
/// A private Ed25519 key that signs notes under a name. It is kept as PKCS #8 in PEM, the form that <c>openssl genpkey -algorithm ed25519</c>
/// writes; the name is not in the file.
/// </summary>
public sealed class NoteSignerKey
{
    private const string Label = "PRIVATE KEY";

    // PKCS #8 of an Ed25519 key is these bytes and the seed (RFC 8410, 7 and 10.3).
    private static readonly byte[] Prefix = Convert.FromHexString("302e020100300506032b657004220420");
    private readonly byte[] _seed;

    private NoteSignerKey(string name, byte[] seed)
    {
        if (!NoteKeys.IsName(name)) throw new ArgumentException("The name of a key has no spaces and no plus.", nameof(name));
        var publicKey = new byte[NoteKeys.KeySize];
        Ed25519.GeneratePublicKey(seed, 0, publicKey, 0);
        (_seed, Verifier) = (seed, new NoteVerifierKey(name, publicKey));
    }

    /// <summary>The public half.</summary>
    public NoteVerifierKey Verifier { get; }

    /// <param name="seed">32 random bytes.</param>
    public static NoteSignerKey FromSeed(string name, ReadOnlySpan<byte> seed) => seed.Length == NoteKeys.KeySize
        ? new NoteSignerKey(name, seed.ToArray())
        : throw new ArgumentException("An Ed25519 seed has 32 bytes.", nameof(seed));

    /// <returns>Null when the text is not an unencrypted Ed25519 key in PEM.</returns>
    public static NoteSignerKey? TryReadPem(string name, string pem)
    {
        if (!PemEncoding.TryFind(pem, out var found) || pem[found.Label] != Label) return null;
        var der = Convert.FromBase64String(pem[found.Base64Data]);
        return der.Length == Prefix.Length + NoteKeys.KeySize && der.AsSpan().StartsWith(Prefix) ? FromSeed(name, der.AsSpan(Prefix.Length)) : null;
    }

    public string ToPem() => PemEncoding.WriteString(Label, [.. Prefix, .. _seed]) + "\n";

    internal byte[] Sign(byte[] text)
    {
        var signature = new byte[NoteKeys.SignatureSize];
        Ed25519.Sign(_seed, 0, text, 0, text.Length, signature, 0);
        return signature;
    }
}
