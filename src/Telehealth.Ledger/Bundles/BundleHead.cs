namespace Telehealth.Ledger.Bundles;

/// <summary>What a bundle says about itself. It is not signed: whoever checks it believes only what follows from the records and the checkpoint.</summary>
public sealed record BundleHead
{
    public const string Format = "telehealth-export/1";

    /// <summary>The log that all the records are of; indexes and sizes count its leaves from 0.</summary>
    public required string Origin { get; init; }

    /// <summary>The public keys (vkeys) of that log. Trust is never taken from here.</summary>
    public required IReadOnlyList<string> Keys { get; init; }

    /// <summary>The filter in the words of the query language; empty for all records.</summary>
    public required string Query { get; init; }

    /// <summary>At this time or later; null without a bound.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Earlier than this; null without a bound.</summary>
    public DateTimeOffset? To { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string ExportId { get; init; }

    /// <summary>Records in the bundle.</summary>
    public required long Count { get; init; }

    /// <summary>Of the first record; 0 when there is none.</summary>
    public required long FirstLeaf { get; init; }

    /// <summary>Of the last record; -1 when there is none.</summary>
    public required long LastLeaf { get; init; }

    /// <summary>Every leaf from the first to the last is there.</summary>
    public required bool Whole { get; init; }

    /// <summary>Leaves under the checkpoint.</summary>
    public required long TreeSize { get; init; }

    /// <summary>Records of smaller leaves were pruned by the rules of retention; 0 when none were.</summary>
    public required long PrunedBefore { get; init; }

    /// <summary>What does not fit together in it, in plain words; null when nothing.</summary>
    public string? Problem() =>
        Count < 0 || TreeSize < 0 || PrunedBefore < 0 ? "a number in it is below zero"
        : Count == 0 ? (FirstLeaf, LastLeaf) == (0, -1) ? null : "it names leaves and has no records"
        : FirstLeaf < 0 || LastLeaf < FirstLeaf || LastLeaf >= TreeSize ? "its first and last leaf are not in the tree"
        : Whole && LastLeaf - FirstLeaf + 1 != Count ? "it calls the range whole, and the count is another"
        : LastLeaf - FirstLeaf + 1 < Count ? "it counts more records than there are leaves"
        : null;
}
