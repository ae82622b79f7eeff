using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Ledger;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Search;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Log;

/// <summary>A log that was begun long ago, and what must hold of it whatever retention removed.</summary>
internal static class OldLog
{
    /// <summary>Records of this day and later stay.</summary>
    public static readonly LocalDate Before = new(2015, 1, 1);

    public static FakeTimeProvider NewTime() => new(new DateTimeOffset(2014, 3, 3, 18, 0, 0, TimeSpan.Zero));

    public static async Task ReadsAsync(this DatabaseNode node, int count, PatientId? patient = null)
    {
        var subject = patient is { } id ? new Dictionary<string, string> { ["patient"] = id.ToString() } : [];
        var detail = patient is null ? null : new Dictionary<string, string> { ["note"] = "seen" };
        await Task.WhenAll(Enumerable.Range(0, count).Select(_ => node.Clinic.AppendAsync(DatabaseClinic.FrontDesk, new ClinicRecord("PatientRead", "reads", subject, Detail: detail), default)));
    }

    public static async Task SealAllAsync(this DatabaseNode node)
    {
        while (await node.SealAsync() is > 0) { }
    }

    /// <summary>Twelve years go by, and something is looked at again.</summary>
    public static async Task LaterAsync(this DatabaseNode node, PatientId? patient = null)
    {
        node.Time.Advance(new DateTimeOffset(2026, 6, 1, 12, 0, 0, TimeSpan.Zero) - node.Time.GetUtcNow());
        await node.ReadsAsync(20, patient);
        await node.SealAllAsync();
        while (await node.Get<LogIndex>().AdvanceAsync(1000, default) > 0) { }
    }

    /// <summary>Each record that is still there has its proof, what was signed before is a beginning of what is signed now, and only the beginning is gone.</summary>
    public static async Task EverythingKeptIsProvedAsync(this DatabaseNode node, CheckpointRow old, int gone)
    {
        await using var db = await node.OpenAsync();
        var (keys, head) = (await node.KeysAsync(), await node.HeadAsync());
        var kept = await db.RecordLeaves.AsNoTracking().Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (l, r) => new { l.LeafIndex, Record = r }).OrderBy(l => l.LeafIndex).ToListAsync();
        Assert.Equal(Enumerable.Range(gone, (int)head.Size - gone).Select(i => (long)i), kept.Select(k => k.LeafIndex));
        foreach (var one in kept.Where((_, i) => i % 37 == 0 || i < 3).Append(kept[^1]))
        {
            Assert.Null((await node.Get<LogProofs>().TryAsync(one.Record, default))!.Check(keys, one.Record.Bytes).Problem);
        }

        var tree = new TileTree(node.Get<StoredTiles>().Of((await node.Get<LogBook>().OriginAsync(default))!), head.Size);
        Assert.Equal(head.Root, await tree.RootAsync(default));
        Assert.True(MerkleProof.Extends(old.Size, head.Size, await tree.ProveConsistencyAsync(old.Size, default), old.Root, head.Root));
        Assert.Null(Checkpoint.Open(head.Note, keys).Problem);
    }
}
