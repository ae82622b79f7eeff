using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Packs what was written, with its views, into one file. Begun anew after a crash; the same goes in and the same comes out.</summary>
internal sealed class ExportPacking(LogBook book, StoredTiles tiles, ExportEvidence evidence, ExportDetails details, ExportBook exports, ExportFolder folder)
{
    private const int Noted = 5000;

    public async Task PackAsync(ExportJob job, CancellationToken cancellation)
    {
        var origin = await book.OriginAsync(job.Row.OriginNumber, cancellation) ?? throw new InvalidOperationException("An export's log is not there.");
        var checkpoint = await book.CheckpointAsync(origin.Origin, job.Row.TreeSize, cancellation) ?? throw new InvalidOperationException("An export's signed head is not there.");
        // Not one that came later: packed anew, it is the same file.
        var keys = (await book.KeysAsync(origin.Origin, cancellation)).Where(k => k.SinceSize <= job.Row.TreeSize && k.AddedAt <= checkpoint.SignedAt).Select(k => k.Vkey);
        var head = HeadOf(job.Row, origin.Origin, [.. keys]);
        BundleManifest manifest;
        await using (var file = PrivateFile.Open(job.Part, FileMode.Create, FileAccess.Write, FileOptions.Asynchronous))
        {
            manifest = await WriteAsync(job, head, checkpoint, origin, file, cancellation);
            file.Flush(flushToDisk: true);
        }

        File.Move(job.Part, folder.ZipOf(job.Row.Id), overwrite: true);
        var (bytes, hash) = await HashAsync(folder.ZipOf(job.Row.Id), cancellation);
        await exports.EndAsync(job, ExportState.Done, row => (row.Done, row.FileBytes, row.FileHash, row.ManifestHash) = (row.Total, bytes, hash, Convert.ToHexStringLower(SHA256.HashData(manifest.ToBytes()))), ExportRecords.Finished, cancellation);
        folder.Tidy(job.Row.Id);
    }

    private async Task<BundleManifest> WriteAsync(ExportJob job, BundleHead head, CheckpointRow checkpoint, LogOriginRow origin, Stream to, CancellationToken cancellation)
    {
        var row = job.Row;
        await using var bundle = await BundleWriter.ToZipAsync(to, head.CreatedAt, cancellation);
        await bundle.AddAsync(BundleNames.Checkpoint, BundleFileKind.Checkpoint, System.Text.Encoding.UTF8.GetBytes(checkpoint.Note), cancellation);
        await bundle.AddAsync(BundleNames.Records, BundleFileKind.Records, (stream, token) => CopyAsync(job.Records, row.RecordsBytes, stream, token), cancellation);
        if (!row.Whole) await bundle.AddAsync(BundleNames.Proofs, BundleFileKind.Proofs, (stream, token) => CopyAsync(job.Proofs, row.ProofsBytes, stream, token), cancellation);
        else if (row.Total > 0)
        {
            var proof = await new TileTree(tiles.Of(origin), row.TreeSize).ProveRangeAsync(row.FirstLeaf, row.Total, cancellation);
            await bundle.AddAsync(BundleNames.Range, BundleFileKind.Range, RangeFile.Write(proof), cancellation);
        }

        var noted = new Progress(exports, job);
        await AddEvidenceAsync(bundle, job, checkpoint, origin, noted, cancellation);
        foreach (var format in ExportFormats.Of(row.Formats))
        {
            var (name, kind, view) = ExportFormats.ViewOf(format);
            await bundle.AddAsync(name, kind, (stream, token) => view(head, checkpoint.Note, RecordsAsync(job, noted, token), stream, token), cancellation);
        }

        return await bundle.FinishAsync(head, cancellation);
    }

    private async Task AddEvidenceAsync(BundleWriter bundle, ExportJob job, CheckpointRow checkpoint, LogOriginRow origin, Progress noted, CancellationToken cancellation)
    {
        if (job.Row is { Whole: true, Total: > 0 })
            await bundle.AddAsync(BundleNames.Leaves, BundleFileKind.Leaves, (stream, token) => ExportEvidence.WriteLeavesAsync(RecordsAsync(job, noted, token), stream, token), cancellation);
        await AddAsync(bundle, BundleNames.Heads, BundleFileKind.Heads, (await evidence.HeadsAsync(origin, checkpoint.Size, RecordsAsync(job, noted, cancellation), cancellation)).Select(h => h.ToBytes()), cancellation);
        await AddAsync(bundle, BundleNames.Consistency, BundleFileKind.Consistency, (await evidence.ConsistencyAsync(origin, checkpoint, cancellation)).Select(c => c.ToBytes()), cancellation);
        if (job.Row.Details) await bundle.AddLinesAsync(BundleNames.Details, BundleFileKind.Details, details.LinesAsync(origin, RecordsAsync(job, noted, cancellation), cancellation), cancellation);
    }

    // Where there is nothing to claim there is no file.
    private static async Task AddAsync(BundleWriter bundle, string name, BundleFileKind kind, IEnumerable<byte[]> lines, CancellationToken cancellation)
    {
        var all = lines.Select(l => (ReadOnlyMemory<byte>)l).ToList();
        if (all.Count > 0) await bundle.AddLinesAsync(name, kind, all.ToAsyncEnumerable(), cancellation);
    }

    private static BundleHead HeadOf(LogExportRow row, string origin, IReadOnlyList<string> keys) => new()
    {
        Origin = origin, Keys = keys, Query = row.Query, From = row.FromAt?.ToDateTimeOffset(), To = row.ToAt?.ToDateTimeOffset(), CreatedAt = row.CreatedAt.ToDateTimeOffset(), ExportId = row.Id.ToString("D"),
        Count = row.Total, FirstLeaf = row.Total > 0 ? row.FirstLeaf : 0, LastLeaf = row.Total > 0 ? row.LastLeaf : -1, Whole = row.Whole, TreeSize = row.TreeSize, PrunedBefore = row.PrunedBefore,
    };

    private static async IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> RecordsAsync(ExportJob job, Progress noted, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (job.Row.Total == 0) yield break;
        var (done, leaves) = (0L, Array.Empty<long>());
        await foreach (var line in LinesOf.FileAsync(job.Records, job.Row.RecordsBytes, cancellation))
        {
            var at = (int)(done % ExportWriting.AtOnce);
            if (!job.Row.Whole && at == 0) leaves = await ExportFinding.ReadAsync(job, done, ExportWriting.AtOnce, cancellation);
            yield return new(job.Row.Whole ? job.Row.FirstLeaf + done : leaves[at], line);
            done++;
            await noted.OneMoreAsync(cancellation);
        }
    }

    private static async Task CopyAsync(string path, long length, Stream to, CancellationToken cancellation)
    {
        if (length == 0) return;
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (file.Length != length) throw new InvalidDataException("A file is not as long as what was written.");
        await file.CopyToAsync(to, cancellation);
    }

    private static async Task<(long Bytes, string Hash)> HashAsync(string path, CancellationToken cancellation)
    {
        await using var file = File.OpenRead(path);
        return (file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellation)));
    }

    /// <summary>Notes how many were told, over all views, and keeps the export in hand meanwhile.</summary>
    private sealed class Progress(ExportBook exports, ExportJob job)
    {
        private long _done;

        public async ValueTask OneMoreAsync(CancellationToken cancellation)
        {
            var done = ++_done;
            if (done % Noted == 0) await exports.SaveAsync(job, row => row.Done = done, cancellation);
        }
    }
}
