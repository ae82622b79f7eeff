namespace Telehealth.Server.Storage.Model;

/// <summary>The personal part of one record, to which the record commits by a salted hash. Hand-written table, refuses change.</summary>
internal sealed class RecordDetailRow
{
    /// <summary>The record's own hash.</summary>
    public required string Hash { get; init; }

    public required byte[] Salt { get; init; }

    /// <summary>Canonical JSON.</summary>
    public required byte[] Plaintext { get; init; }
}
