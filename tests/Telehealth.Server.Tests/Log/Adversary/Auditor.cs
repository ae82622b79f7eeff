using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using Telehealth.Verify;
using Telehealth.Verify.Bundle;

namespace Telehealth.Server.Tests.Log.Adversary;

/// <param name="Sealer">Why the server signs nothing any more; null when it would go on.</param>
/// <param name="Report">What telehealth-verify says of the whole log as it is handed out; null when it cannot be handed out.</param>
/// <param name="Heads">What is wrong with a signed head that is handed out; null when nothing is.</param>
internal sealed record Findings(string? Sealer, Report? Report, string? Heads)
{
    /// <summary>Whatever was done came out.</summary>
    public bool Caught => Sealer is not null || Heads is not null || Report is null || Report.Exit == 1;

    /// <summary>The record that is named first.</summary>
    public Finding First => Report!.Findings[0];
}

/// <summary>Whoever looks at a database after an attack: its own server, and an auditor with the log's key and an older head.</summary>
internal sealed class Auditor(AttackedLog log, DirectoryInfo folder)
{
    /// <param name="since">An older head that the auditor kept.</param>
    public async Task<Findings> LookAsync(string connectionString, CheckpointHead? since = null)
    {
        await using var node = await LogNode.StartAsync(connectionString);
        return new(await SealerAsync(node), await ReportAsync(node, since), await HeadsAsync(node));
    }

    /// <summary>The whole log as the server would hand it out.</summary>
    public static async Task<Export> ExportAsync(DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        var rows = await db.RecordLeaves.AsNoTracking().OrderBy(l => l.LeafIndex).Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (l, r) => new { l.LeafIndex, l.LeafHash, r.Bytes })
            .OrderBy(l => l.LeafIndex).ToListAsync();
        var origin = (await node.Get<LogBook>().OriginAsync(default))!;
        var head = await node.HeadAsync();
        var export = await Export.WholeAsync(node.Get<StoredTiles>().Of(origin), head.Note, [.. rows.Take((int)head.Size).Select(r => r.Bytes)]);
        export.Leaves.Clear();
        export.Leaves.AddRange(rows.Take((int)head.Size).Select(r => r.LeafHash));
        return export;
    }

    public async Task<Report> CheckAsync(Export export, CheckpointHead? since = null) => await CheckAsync(await export.WriteAsync(folder), since);

    public async Task<Report> CheckAsync(string path, CheckpointHead? since = null)
    {
        var kept = since is null ? null : Path.Combine(folder.FullName, $"head-{Guid.NewGuid():N}");
        if (kept is not null) await File.WriteAllTextAsync(kept, since!.Note);
        return await new BundleCommand(log.Keys, new(kept, null, null, null), KnownViews.All).RunAsync(path, default);
    }

    private async Task<Report?> ReportAsync(DatabaseNode node, CheckpointHead? since)
    {
        try
        {
            return await CheckAsync(await ExportAsync(node), since);
        }
        catch (Exception cannot) when (cannot is Telehealth.Ledger.Tiles.TileMissingException or ArgumentException)
        {
            return null;
        }
    }

    private static async Task<string?> SealerAsync(DatabaseNode node)
    {
        try
        {
            await node.SealAsync();
            return null;
        }
        catch (LogRefusedException refused)
        {
            return refused.Message;
        }
    }

    private async Task<string?> HeadsAsync(DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        foreach (var row in await db.Checkpoints.AsNoTracking().ToListAsync())
        {
            var opened = Checkpoint.Open(row.Note, log.Keys, row.Origin);
            if (opened.Problem is { } problem) return problem;
            if (opened.Checkpoint!.Size != row.Size || !opened.Checkpoint.Root.Span.SequenceEqual(row.Root)) return "a head is listed otherwise than it was signed";
        }

        return null;
    }
}
