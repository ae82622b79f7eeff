using System.Globalization;
using System.Security.Cryptography;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;

namespace Telehealth.Ledger.Views;

/// <summary>What every view says about itself: what was asked for, how much that is, and what it can be checked with.</summary>
internal static class ViewStatement
{
    public const string Times = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>In the order in which they are read.</summary>
    public static IEnumerable<(string Name, string Value)> Of(BundleHead head, string checkpoint)
    {
        yield return ("Records", Number(head.Count));
        yield return ("Filter", head.Query.Length == 0 ? "none: every record" : head.Query);
        yield return ("Time", TimeOf(head));
        yield return ("Completeness", CompletenessOf(head));
        if (head.PrunedBefore > 0) yield return ("Pruned", $"records before number {Number(head.PrunedBefore)} were removed by the rules of retention; their hashes stay in the log");
        yield return ("Log", head.Origin);
        yield return ("Log size", $"{Number(head.TreeSize)} records under the checkpoint");
        yield return ("Root", RootOf(checkpoint) is { } root ? $"{Convert.ToBase64String(root)} (short: {Short(root)})" : "not readable");
        foreach (var key in head.Keys) yield return ("Key", $"{key} (fingerprint SHA256:{FingerprintOf(key)})");
        yield return ("Proofs", $"records.ndjson holds the records' own bytes; {(head.Whole ? "range.json" : "proofs.ndjson")} shows that they are in the log of this checkpoint; telehealth-verify checks both, offline");
        yield return ("Exported", $"{Text(head.CreatedAt)}, export {head.ExportId}");
        yield return ("Times", "UTC");
    }

    /// <summary>The signed head's lines in one.</summary>
    public static string InOneLine(string checkpoint) => checkpoint.TrimEnd('\n').Replace("\n\n", "\n", StringComparison.Ordinal).Replace("\n", " | ", StringComparison.Ordinal);

    public static byte[]? RootOf(string checkpoint) => SignedNote.TryParse(checkpoint) is { } note && Checkpoint.TryParse(note.Text) is { } parsed ? parsed.Root.ToArray() : null;

    /// <summary>For people to compare by eye.</summary>
    public static string Short(ReadOnlySpan<byte> hash) => Convert.ToHexStringLower(hash)[..16].Insert(12, " ").Insert(8, " ").Insert(4, " ");

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString(Times, CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string FingerprintOf(string vkey) => NoteVerifierKey.TryParse(vkey) is { } key ? Convert.ToHexStringLower(SHA256.HashData(key.PublicKey.Span)) : "none: not a key";

    private static string TimeOf(BundleHead head) => (head.From, head.To) switch
    {
        (null, null) => "from the log's beginning to the checkpoint",
        ({ } from, null) => $"from {Text(from)} to the checkpoint",
        (null, { } to) => $"from the log's beginning to before {Text(to)}",
        ({ } from, { } to) => $"from {Text(from)} to before {Text(to)}",
    };

    private static string CompletenessOf(BundleHead head) => head switch
    {
        { Count: 0 } => "no record matches",
        { Whole: true } => $"every record from number {Number(head.FirstLeaf)} to number {Number(head.LastLeaf)} of the log is here",
        _ => $"records that the filter matches, from number {Number(head.FirstLeaf)} to number {Number(head.LastLeaf)} of the log; the others between them were left out",
    };
}
