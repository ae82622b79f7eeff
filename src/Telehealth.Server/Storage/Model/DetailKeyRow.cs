using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Storage.Model;

/// <summary>The key of one patient's personal details, or of one area's in one quarter. Hand-written table: a key is made, wrapped anew, destroyed, and nothing else.</summary>
internal sealed class DetailKeyRow
{
    public required Guid Id { get; init; }
    public PatientId? PatientId { get; init; }

    /// <summary>E.g. <c>staff/2026-Q4</c>; null for a patient's.</summary>
    public string? Area { get; init; }

    /// <summary>Fingerprint of the master key that opens it.</summary>
    public required string MasterId { get; set; }

    /// <summary>Null once destroyed: what it sealed is unreadable for good.</summary>
    public byte[]? Wrapped { get; set; }

    public required Instant CreatedAt { get; init; }
    public Instant? DestroyedAt { get; set; }

    public WrappedKey ToKey() => new(Id, MasterId, Wrapped, DestroyedAt);

    public static DetailKeyRow Of(WrappedKey key, Instant now, PatientId? patient = null, string? area = null) =>
        new() { Id = key.Id, PatientId = patient, Area = area, MasterId = key.MasterId, Wrapped = key.Wrapped, CreatedAt = now };
}

/// <summary>The personal part of one record, sealed. Hand-written table, refuses change.</summary>
internal sealed class RecordSecretRow
{
    /// <summary>The record's own hash.</summary>
    public required string Hash { get; init; }

    public required Guid KeyId { get; init; }
    public required byte[] Nonce { get; init; }
    public required byte[] Ciphertext { get; init; }

    public RecordSecret ToSecret() => new(Hash, KeyId, Nonce, Ciphertext);
}
