using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Log;

/// <summary>
/// Software that was not written here opens what the server publishes: the code of Go's checksum database (Debian: golang-go,
/// golang-golang-x-mod-dev) and Sigstore's verifier (npm), and both refuse a flipped byte.
/// </summary>
public sealed class ForeignVerifierTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telehealth-foreign-");

    private string Tiles => Path.Combine(_folder.FullName, "tiles");

    private string Older => Path.Combine(_folder.FullName, "older");

    [Fact]
    public async Task Go_and_sigstore_open_what_the_server_publishes_and_refuse_a_flipped_byte()
    {
        var (vkey, proofs) = await PublishAsync();
        var go = await ForeignTools.BuildGoAsync(_folder.FullName);
        var sigstore = await ForeignTools.InstallSigstoreAsync(_folder.FullName);
        string[] all = [Tiles, vkey, Older, .. proofs];

        var (code, said) = await ForeignTools.RunAsync(_folder.FullName, go, all);
        Assert.True(code == 0, said);
        Assert.StartsWith("OK ", said, StringComparison.Ordinal);
        (code, said) = await ForeignTools.RunAsync(_folder.FullName, "node", [sigstore, vkey, .. proofs]);
        Assert.True(code == 0, said);

        foreach (var (file, at) in new[] { ("checkpoint", 20), ("checkpoint", 40), ("tile/0/001", 5000), ("tile/1/000.p/3", 70), ("tile/entries/000", 999), ("tile/entries/002", 4) })
        {
            await FlippedAsync(Path.Combine(Tiles, file), at, async () => Assert.Equal((file, 1), (file, (await ForeignTools.RunAsync(_folder.FullName, go, all)).Code)));
        }

        await FlippedAsync(Older, 20, async () => Assert.Equal(1, (await ForeignTools.RunAsync(_folder.FullName, go, all)).Code));
        foreach (var at in new[] { 60, 500, (int)new FileInfo(proofs[0]).Length - 60 })
        {
            await FlippedAsync(proofs[0], at, async () =>
            {
                Assert.NotEqual(0, (await ForeignTools.RunAsync(_folder.FullName, go, all)).Code);
                Assert.NotEqual(0, (await ForeignTools.RunAsync(_folder.FullName, "node", [sigstore, vkey, .. proofs])).Code);
            });
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>A log of two heads, as the server writes it to its folder of tiles, and three proofs as it hands them out.</summary>
    private async Task<(string Vkey, string[] Proofs)> PublishAsync()
    {
        await using var node = await LogNode.StartAsync(database.ConnectionString, null, ("TileFolder", Tiles));
        await InsertAsync(node, 700);
        await node.SealAsync();
        await File.WriteAllTextAsync(Older, (await node.HeadAsync()).Note);
        await InsertAsync(node, 300);
        await new DatabaseClinic(node).ScheduledVisitAsync();
        await node.SealAsync();
        await node.SealedIsCommittedAsync();

        await using var db = await node.OpenAsync();
        var records = await db.Records.AsNoTracking().OrderBy(r => r.Id).ToListAsync();
        var proofs = new List<string>();
        foreach (var record in new[] { records[123], records[0], records[^1] })
        {
            proofs.Add(Path.Combine(_folder.FullName, $"{record.Id}.tlog-proof"));
            await File.WriteAllTextAsync(proofs[^1], (await node.Get<LogProofs>().TryAsync(record, default))!.ToString());
        }

        return ((await node.KeysAsync()).Single().ToString(), [.. proofs]);
    }

    private static Task InsertAsync(DatabaseNode node, int count) => node.ExecuteAsync(
        $$"""
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{count}})
        INSERT INTO records (stream, seq, at, code, actor_kind, refused, hash, bytes)
        SELECT 'reads:test', 0, i, 'Test', 'System', 0, printf('%064d', i), CAST(printf('{"v":1,"stream":"reads:test","seq":0,"prev":null,"number":%d,"padding":"%s"}', i, hex(randomblob(i % 90))) AS BLOB) FROM n
        """);

    private static async Task FlippedAsync(string file, int at, Func<Task> look)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await look();
        bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }
}
