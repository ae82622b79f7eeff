using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>Running; finished in one of three ways; or its file is gone again.</summary>
internal enum ExportState { Running, Done, Failed, Cancelled, Removed }

/// <summary>Waiting for the signed head and the index, finding what matches, writing records and proofs, packing them with the views.</summary>
internal enum ExportStep { Waiting, Finding, Writing, Packing }

/// <summary>An export of the log: what was asked for, and how far it is. Whatever it says of its working files is on disk there. Hand-written table.</summary>
internal sealed class LogExportRow
{
    public required Guid Id { get; init; }

    /// <summary>Canonical text without its times; ids and codes only.</summary>
    public required string Query { get; init; }

    public required Instant? FromAt { get; init; }

    /// <summary>Not in it.</summary>
    public required Instant? ToAt { get; init; }

    /// <summary>Every leaf from the first to the last.</summary>
    public required bool Whole { get; init; }

    /// <summary>Views, joined by commas.</summary>
    public required string Formats { get; init; }

    /// <summary>With the records' personal parts, opened.</summary>
    public bool Details { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Number of the tree.</summary>
    public required long OriginNumber { get; init; }

    public required StaffId CreatedBy { get; init; }
    public required Instant CreatedAt { get; init; }

    /// <summary>Number of the record of the request in its chain; what is exported stands under a head that covers it.</summary>
    public long RequestSeq { get; set; }

    public required ExportState State { get; set; }
    public required ExportStep Step { get; set; }

    /// <summary>Stable code of what went wrong.</summary>
    public string? Fault { get; set; }

    /// <summary>Size of the signed head that everything stands under; 0 while it waits for one.</summary>
    public long TreeSize { get; set; }

    /// <summary>Records of smaller leaves were pruned when it began.</summary>
    public long PrunedBefore { get; set; }

    public long FirstLeaf { get; set; }

    /// <summary>-1 while it is not known, and where there is no record.</summary>
    public long LastLeaf { get; set; } = -1;

    /// <summary>Records in it; 0 while it is not known.</summary>
    public long Total { get; set; }

    /// <summary>Of this step: records found, written or told.</summary>
    public long Done { get; set; }

    /// <summary>Where finding goes on, towards the older.</summary>
    public long PlaceAt { get; set; }

    public long PlaceRecord { get; set; }

    /// <summary>Bytes of the working files that count; what is behind them was not finished.</summary>
    public long RecordsBytes { get; set; }

    public long ProofsBytes { get; set; }

    /// <summary>Of the file to download.</summary>
    public long FileBytes { get; set; }

    /// <summary>Lower-case hex SHA-256 of the file.</summary>
    public string? FileHash { get; set; }

    /// <summary>Lower-case hex SHA-256 of the file's manifest.</summary>
    public string? ManifestHash { get; set; }

    /// <summary>Number of the record of its finish in the chain: the receipt.</summary>
    public long FinishedSeq { get; set; }

    public Instant? FinishedAt { get; set; }

    /// <summary>Which worker is at it, until when.</summary>
    public Guid? ClaimedBy { get; set; }

    public Instant? ClaimedUntil { get; set; }
}
