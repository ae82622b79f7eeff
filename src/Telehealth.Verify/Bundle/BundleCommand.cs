using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;

namespace Telehealth.Verify.Bundle;

/// <param name="Since">File of a signed head that was kept from before.</param>
/// <param name="Consistency">File of a consistency proof from it.</param>
/// <param name="Tiles">Folder of the log's tiles.</param>
/// <param name="Receipt">Proof of the export's own record.</param>
internal sealed record BundleOptions(string? Since, string? Consistency, string? Tiles, string? Receipt);

/// <summary><c>telehealth-verify bundle</c>: everything that a bundle claims, from the outside in.</summary>
internal sealed class BundleCommand(IReadOnlyList<NoteVerifierKey> keys, BundleOptions options, IReadOnlyDictionary<BundleFileKind, WriteView> views)
{
    public async Task<Report> RunAsync(string path, CancellationToken cancellation)
    {
        var report = new Report($"bundle {path}");
        try
        {
            using var reader = BundleReader.Open(path);
            Say(reader, report);
            await CheckAsync(reader, report, cancellation);
        }
        catch (Exception unusable) when (unusable is BundleUnusableException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            report.CannotUse(unusable.Message);
        }

        return report;
    }

    private static void Say(BundleReader reader, Report report)
    {
        var head = reader.Head;
        report.Says($"export {head.ExportId} of {head.Origin}, made {head.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC");
        report.Says($"{Words.Many(head.Count, "record")}, leaf {head.FirstLeaf} to {head.LastLeaf} of {head.TreeSize}; {(head.Query.Length == 0 ? "no filter" : $"filter: {head.Query}")}{Bounds(head)}");
        if (head.PrunedBefore > 0) report.Says($"records before leaf {head.PrunedBefore} were pruned by the rules of retention");
    }

    private static string Bounds(BundleHead head) =>
        $"{(head.From is { } from ? $"; from {from:yyyy-MM-dd HH:mm:ss} UTC" : "")}{(head.To is { } to ? $"; before {to:yyyy-MM-dd HH:mm:ss} UTC" : "")}";

    private async Task CheckAsync(BundleReader reader, Report report, CancellationToken cancellation)
    {
        if (reader.Head.Problem() is { } problem) report.Wrong(new("manifest", $"it contradicts itself: {problem}") { File = BundleNames.Manifest });
        await FilesAsync(reader, report, cancellation);
        if (Head(reader, report) is not { } head) return;

        OlderHead? older = null;
        if (options.Since is { } since)
        {
            (older, var unusable) = OlderHead.Read(since, keys, reader.Head.Origin);
            if (unusable is not null) report.CannotUse(unusable);
        }

        var root = await RecordsAsync(reader, head, older, report, cancellation);
        if (options.Receipt is { } receipt) ReceiptCheck.Run(reader, receipt, keys, report);
        else report.Open(reader.Head.Whole
            ? "completeness: that this is the range that was asked for only the export's receipt shows (--receipt)."
            : "completeness: these are chosen records; that none was left out after the export only its receipt shows (--receipt).");
        if (older is not null) await older.CompareAsync(head, root, await ProofAsync(reader, older, head, report, cancellation), options.Tiles is { } tiles ? new TileFolder(tiles) : null, report, cancellation);
        else if (options.Since is null) report.Open("history: no older head was given (--since); that the log was not written anew before this one cannot be told from it alone.");
        report.Open("truth: that a record was true when it was written, and that nothing happened without one, no file can show.");
    }

    private static async Task FilesAsync(BundleReader reader, Report report, CancellationToken cancellation)
    {
        var good = true;
        foreach (var file in reader.Manifest.Files)
        {
            if (await reader.ProblemOfAsync(file, cancellation) is not { } problem) continue;
            report.Wrong(new("file", problem) { File = file.Name });
            good = false;
        }

        foreach (var name in reader.Unnamed)
        {
            if (name.StartsWith('.')) report.Open($"files: {name} is not part of the bundle and was not looked at.");
            else report.Wrong(new("file", "it is not in the manifest: somebody put it in") { File = name });
        }

        if (good) report.Holds($"files: {Words.Many(reader.Manifest.Files.Count, "file")}, each as the manifest names it.");
    }

    /// <summary>The signed head; null when it does not hold, and then nothing else can.</summary>
    private Checkpoint? Head(BundleReader reader, Report report)
    {
        var note = reader.Read(BundleFileKind.Checkpoint) is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes.Span) : null;
        if (note is null)
        {
            report.Wrong(new("signature", "the signed head of the log is missing: nothing vouches for these records") { File = BundleNames.Checkpoint });
            return null;
        }

        var opened = Checkpoint.Open(note, keys, reader.Head.Origin);
        if (opened.Checkpoint is not { } head)
        {
            report.Wrong(new("signature", opened.Problem!) { File = BundleNames.Checkpoint });
            return null;
        }

        if (head.Size != reader.Head.TreeSize)
        {
            report.Wrong(new("signature", $"it counts {head.Size} records, and the manifest says {reader.Head.TreeSize}") { File = BundleNames.Checkpoint });
            return null;
        }

        report.Holds($"signature: the head of {Words.Many(head.Size, "record")} of {head.Origin} is signed by {string.Join(" and ", opened.Signers.Select(s => s.ToString().Split('+') is [var name, var id, ..] ? $"{name}+{id}" : s.Name))}.");
        return head;
    }

    /// <returns>The root at the older head's size, where the records give it.</returns>
    private async Task<byte[]?> RecordsAsync(BundleReader reader, Checkpoint head, OlderHead? older, Report report, CancellationToken cancellation)
    {
        ILeafPlaces? places;
        if (reader.Head is { Whole: true, Count: > 0 })
        {
            (places, var problem) = await RangePlaces.BeginAsync(reader, head, older is null ? new HashSet<long>() : new HashSet<long> { older.Size }, report, cancellation);
            if (problem is not null) report.Wrong(problem);
        }
        else
        {
            places = new InclusionPlaces(reader, head);
        }

        if (places is null) return null;
        await using (places)
        {
            var records = new RecordsCheck(reader, places, report);
            await records.RunAsync(cancellation);
            if (!records.Broken)
            {
                await HeadsCheck.RunAsync(reader, records.Streams, report, cancellation);
                await DetailsCheck.RunAsync(reader, records.Commitments, report, cancellation);
                await ViewsCheck.RunAsync(reader, views, report, cancellation);
            }

            return !records.Broken && older is not null && places is RangePlaces range ? range.Roots.GetValueOrDefault(older.Size) : null;
        }
    }

    /// <returns>The proof that leads from the older head to this one, out of the given file or the bundle; null when neither has it.</returns>
    private async Task<ConsistencyLine?> ProofAsync(BundleReader reader, OlderHead older, Checkpoint head, Report report, CancellationToken cancellation)
    {
        bool Leads(ConsistencyLine line) => line.From == older.Size && line.To == head.Size;
        if (options.Consistency is { } file)
        {
            if (TextFiles.TryRead(file) is not { } text || ConsistencyLine.TryRead(System.Text.Encoding.UTF8.GetBytes(text.TrimEnd('\n'))) is not { } given) report.CannotUse($"The consistency proof cannot be read: {file}");
            else if (Leads(given)) return given;
        }

        await foreach (var line in reader.LinesAsync(BundleFileKind.Consistency, cancellation))
        {
            if (ConsistencyLine.TryRead(line) is { } proof && Leads(proof)) return proof;
        }

        return null;
    }
}
