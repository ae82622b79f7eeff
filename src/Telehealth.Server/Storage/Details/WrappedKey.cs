using NodaTime;

namespace Telehealth.Server.Storage.Details;

/// <summary>A key of personal details as it is stored: under a master key, or destroyed.</summary>
/// <param name="MasterId">Which master key opens it.</param>
/// <param name="Wrapped">Nonce, ciphertext and tag of AES-256-GCM; null once destroyed.</param>
internal sealed record WrappedKey(Guid Id, string MasterId, byte[]? Wrapped, Instant? DestroyedAt = null);

/// <summary>Salt and personal part of one record, under the key of whom it belongs to.</summary>
/// <param name="Hash">The record's own.</param>
/// <param name="Ciphertext">Ciphertext and tag of AES-256-GCM, bound to the record's hash.</param>
internal sealed record RecordSecret(string Hash, Guid KeyId, byte[] Nonce, byte[] Ciphertext);

/// <summary>The personal part of a record is not what it was, or its key does not open it. A broken promise, never an answer.</summary>
internal sealed class DetailFaultException(string record, string why, Exception? inner = null) : Exception($"The personal part of record {record} {why}.", inner)
{
    /// <summary>The record's hash.</summary>
    public string Record { get; } = record;
}
