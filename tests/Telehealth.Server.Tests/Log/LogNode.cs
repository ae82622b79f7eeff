using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Ledger;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>One server's sealer over a database, turned by hand.</summary>
internal static class LogNode
{
    public static Task<DatabaseNode> StartAsync(string connectionString, FakeTimeProvider? time = null, params (string Key, string Value)[] settings) => StartAsync(connectionString, time, _ => { }, settings);

    /// <param name="more">Stand-ins at the ports.</param>
    public static Task<DatabaseNode> StartAsync(string connectionString, FakeTimeProvider? time, Action<IServiceCollection> more, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Audit:SigningKeyFile"] = TestLogKey.File, ["Audit:Origin"] = TestLogKey.Origin })
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create($"Audit:{s.Key}", (string?)s.Value)))
            .Build();
        return DatabaseNode.StartAsync(connectionString, time, services =>
        {
            services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = "Testing", ContentRootFileProvider = new NullFileProvider() });
            services.AddSealing(configuration);
            more(services);
        });
    }

    public static Task<int?> SealAsync(this DatabaseNode node) => node.Get<Sealer>().TurnAsync(signNow: true, CancellationToken.None);

    /// <summary>The newest head of the tree that grows.</summary>
    public static async Task<CheckpointRow> HeadAsync(this DatabaseNode node)
    {
        var book = node.Get<LogBook>();
        return (await book.CheckpointAsync((await book.OriginAsync(default))!.Origin, default))!;
    }

    /// <summary>The same as the wire tells its size; 0 while there is none.</summary>
    public static async Task<long> HeadSizeAsync(this ClinicClient who) =>
        (await who.GetAsync("/api/audit/checkpoints?limit=1")).GetProperty("items") is var items && items.GetArrayLength() > 0 ? items[0].GetProperty("size").GetInt64() : 0;

    public static async Task<IReadOnlyList<NoteVerifierKey>> KeysAsync(this DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        return [.. (await db.LogKeys.AsNoTracking().ToListAsync()).Select(k => NoteVerifierKey.TryParse(k.Vkey)!)];
    }

    /// <summary>Sealed is committed, once each, without a gap, and every head ever signed is the head of that very order.</summary>
    public static async Task<long> SealedIsCommittedAsync(this DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        var records = await db.Records.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Bytes);
        var leaves = await db.RecordLeaves.AsNoTracking().OrderBy(l => l.LeafIndex).ToListAsync();
        Assert.Equal(0, await db.QueuedRecords.CountAsync());
        Assert.Equal(records.Keys.Order(), leaves.Select(l => l.RecordId).Order());
        Assert.Equal(Enumerable.Range(0, leaves.Count).Select(i => (long)i), leaves.Select(l => l.LeafIndex));
        foreach (var origin in await db.LogOrigins.AsNoTracking().OrderBy(o => o.Number).ToListAsync())
        {
            var tree = new MerkleTree();
            foreach (var leaf in leaves.Where(l => l.LeafIndex >= origin.FirstLeaf))
            {
                Assert.Equal(MerkleHash.Leaf(records[leaf.RecordId]), leaf.LeafHash);
                tree.Append(records[leaf.RecordId]);
            }

            foreach (var head in await db.Checkpoints.AsNoTracking().Where(c => c.Origin == origin.Origin).ToListAsync())
            {
                Assert.Equal(tree.Root((int)head.Size), head.Root);
                Assert.Equal(head.Root, Checkpoint.Open(head.Note, await node.KeysAsync(), origin.Origin).Checkpoint!.Root.ToArray());
            }
        }

        return leaves.Count;
    }

    public static async Task ExecuteAsync(this DatabaseNode node, string sql)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
