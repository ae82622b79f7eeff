using System.Security.Cryptography;
using System.Text;
using Telehealth.Domain.Records;

namespace Telehealth.Server.Storage.Details;

/// <summary>Seals the personal part of records and opens it again. Keys are unwrapped for one use and not kept.</summary>
internal sealed class DetailVault(MasterKeys masters)
{
    public WrappedKey NewKey()
    {
        var key = RandomNumberGenerator.GetBytes(KeyFiles.KeyBytes);
        var wrapped = masters.Wrap(Guid.NewGuid(), key);
        CryptographicOperations.ZeroMemory(key);
        return wrapped;
    }

    /// <summary>Null where the record has no personal part, or its owner was erased: then it is gone as it is written.</summary>
    public RecordSecret? Seal(EncodedRecord record, WrappedKey? key)
    {
        if (record.Detail is not { } detail) return null;
        if (key is null) throw new InvalidOperationException("A personal part needs a key.");
        if (key.Wrapped is null) return null;
        var opened = masters.Unwrap(key);
        try
        {
            var box = GcmBox.Seal(opened, [.. detail.Salt.Span, .. detail.Plaintext.Span], Encoding.ASCII.GetBytes(record.Hash));
            return new RecordSecret(record.Hash, key.Id, box[..GcmBox.NonceBytes], box[GcmBox.NonceBytes..]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(opened);
        }
    }

    public IReadOnlyList<RecordSecret> SealAll(IEnumerable<EncodedRecord> records, WrappedKey? key) => [.. records.Select(r => Seal(r, key)).OfType<RecordSecret>()];

    /// <param name="commitment">What the record holds.</param>
    /// <exception cref="DetailFaultException">It does not open, or is not what the record commits to.</exception>
    public SealedDetail Open(RecordSecret secret, WrappedKey key, string? commitment)
    {
        try
        {
            var opened = masters.Unwrap(key);
            var both = GcmBox.Open(opened, [.. secret.Nonce, .. secret.Ciphertext], Encoding.ASCII.GetBytes(secret.Hash));
            CryptographicOperations.ZeroMemory(opened);
            var detail = both.Length >= 32 ? new SealedDetail(both.AsMemory(0, 32), both.AsMemory(32)) : throw new CryptographicException("There is no salt.");
            return detail.Commitment == commitment ? detail : throw new DetailFaultException(secret.Hash, "is not what the record commits to");
        }
        catch (CryptographicException fault)
        {
            throw new DetailFaultException(secret.Hash, "does not open", fault);
        }
    }

    public WrappedKey Rewrap(WrappedKey key) => masters.Wrap(key.Id, masters.Unwrap(key));
}
