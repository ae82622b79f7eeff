using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Where a stream of records stands: how many there are, and the hash of the last (lower-case hex SHA-256 of its bytes; 64 zeros before the first).</summary>
public sealed record RecordHead(long Seq, string Hash)
{
    public static RecordHead Empty { get; } = new(0, new string('0', 64));
}

/// <summary>One record as it is written: the bytes are the record, all else is an index over them.</summary>
/// <param name="Seq">Counts the stream's records from 1; 0 outside any chain.</param>
/// <param name="Detail">The personal part, opened by its salt; null when the event has none.</param>
public sealed record EncodedRecord(string Stream, long Seq, Instant At, string Code, string Hash, ReadOnlyMemory<byte> Bytes, SealedDetail? Detail)
{
    public required RecordActor Actor { get; init; }
    public required RecordSubject Subject { get; init; }

    /// <summary>The record of a command that was answered no.</summary>
    public required bool Refused { get; init; }
}

/// <param name="Salt">32 random bytes; the record's <c>detail</c> is hex SHA-256 of salt then plaintext.</param>
/// <param name="Plaintext">Canonical JSON of the personal part.</param>
public sealed record SealedDetail(ReadOnlyMemory<byte> Salt, ReadOnlyMemory<byte> Plaintext)
{
    /// <summary>What the record holds instead: lower-case hex SHA-256 of salt then plaintext.</summary>
    public string Commitment => RecordWriter.Commit(this);
}

/// <summary>What one command commits: the visit after it, and its records in order.</summary>
public sealed record VisitCommit(Visit After, ImmutableArray<EncodedRecord> Records, RecordHead Head);
