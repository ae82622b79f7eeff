using System.Net;
using System.Text.Json;
using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>What an auditor takes away, over the wire.</summary>
public sealed class LogApiTests
{
    [Fact]
    public async Task An_auditor_takes_a_record_s_proof_away_and_checks_it_with_the_key_alone()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        var record = (await auditor.GetAsync("/api/audit/records?limit=1")).GetProperty("items")[0];

        var proof = TlogProof.TryParse(await TextAsync(app, auditor, $"/api/audit/records/{record.GetProperty("id").GetInt64()}/proof"))!;

        var keys = KeysOf(await auditor.GetAsync("/api/audit/log"));
        Assert.Null(proof.Check(keys, System.Text.Encoding.UTF8.GetBytes(record.GetProperty("bytes").GetString()!)).Problem);
        Assert.Null(proof.Check(keys).Problem);
        var codes = (await auditor.GetAsync("/api/audit/records?limit=20")).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("code").GetString()).ToList();
        Assert.Contains("ProofRead", codes);
        Assert.Contains("LogStateRead", codes);
    }

    [Fact]
    public async Task Signed_heads_are_listed_the_newest_first_and_page_by_page()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        for (var i = 0; i < 3; i++) await ProofOfNewestAsync(app, auditor);

        var first = await auditor.GetAsync("/api/audit/checkpoints?limit=2");
        var second = await auditor.GetAsync($"/api/audit/checkpoints?limit=2&cursor={first.GetProperty("nextCursor").GetString()}");

        var sizes = first.GetProperty("items").EnumerateArray().Concat(second.GetProperty("items").EnumerateArray()).Select(c => c.GetProperty("size").GetInt64()).ToList();
        Assert.True(sizes.Count >= 3);
        Assert.Equal(sizes.OrderDescending(), sizes);
        var keys = KeysOf(await auditor.GetAsync("/api/audit/log"));
        foreach (var head in first.GetProperty("items").EnumerateArray()) Assert.Null(Checkpoint.Open(head.GetProperty("note").GetString()!, keys).Problem);
    }

    [Fact]
    public async Task The_log_is_served_as_files_that_other_software_reads()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        await ProofOfNewestAsync(app, auditor);
        var head = Checkpoint.Open(await TextAsync(app, auditor, "/log/checkpoint"), KeysOf(await auditor.GetAsync("/api/audit/log"))).Checkpoint!;

        var width = (int)head.Size;
        var tile = await BytesAsync(app, auditor, $"/log/{new TilePath(0, 0, width)}");
        var entries = EntryBundle.TryRead(await BytesAsync(app, auditor, $"/log/{new TilePath(TilePath.Entries, 0, width)}"))!;

        Assert.Equal(width, entries.Count);
        Assert.Equal(entries.SelectMany(e => MerkleHash.Leaf(e.Span)), tile);
        Assert.Equal(head.Root.ToArray(), RootOf(entries));
        foreach (var path in new[] { $"/log/tile/0/000.p/{width + 1}", "/log/tile/0/000", "/log/tile/9/000", "/log/tile/0/../1", "/log/7/checkpoint" })
        {
            using var none = await SendAsync(app, auditor, path);
            Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        }
    }

    [Fact]
    public async Task That_the_log_begins_with_an_older_head_is_handed_out_and_recorded()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        for (var i = 0; i < 2; i++) await ProofOfNewestAsync(app, auditor);
        var keys = KeysOf(await auditor.GetAsync("/api/audit/log"));
        var heads = (await auditor.GetAsync("/api/audit/checkpoints?limit=2")).GetProperty("items").EnumerateArray().Select(c => Checkpoint.Open(c.GetProperty("note").GetString()!, keys).Checkpoint!).ToList();
        var (now, old) = (heads[0], heads[1]);

        var line = ConsistencyLine.TryRead((await BytesAsync(app, auditor, $"/api/audit/log/consistency?from={old.Size}&to={now.Size}")).AsMemory()[..^1])!;

        Assert.True(MerkleProof.Extends(old.Size, now.Size, line.Proof, old.Root.Span, now.Root.Span));
        var newest = (await auditor.GetAsync("/api/audit/records?limit=5")).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("code").GetString());
        Assert.Contains("CheckpointsRead", newest);
        foreach (var (query, status) in new[] { ("", 400), ("?from=0", 400), ("?from=5&to=4", 400), ("?from=1&to=99999", 404), ("?from=1&log=9", 404) })
        {
            using var answer = await SendAsync(app, auditor, $"/api/audit/log/consistency{query}");
            Assert.Equal((query, status), (query, (int)answer.StatusCode));
        }
    }

    [Fact]
    public async Task A_record_that_does_not_exist_has_no_proof()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var auditor = await app.AuditorAsync();
        using var answer = await SendAsync(app, auditor, "/api/audit/records/999999/proof");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task How_the_log_is_sealed_stands_among_the_figures()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var http = new HttpClient { BaseAddress = app.Address };
        var figures = await http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        Assert.Contains("telehealth_log_pending_age", figures, StringComparison.Ordinal);
        Assert.Contains("telehealth_log_refusing", figures, StringComparison.Ordinal);
        Assert.Contains("telehealth_log_copy_fails", figures, StringComparison.Ordinal);
    }

    private static byte[] RootOf(IReadOnlyList<ReadOnlyMemory<byte>> entries)
    {
        var tree = new MerkleTree();
        foreach (var entry in entries) tree.Append(entry.Span);
        return tree.Root(tree.Size);
    }

    private static List<NoteVerifierKey> KeysOf(JsonElement log) =>
        [.. log.GetProperty("origins").EnumerateArray().SelectMany(o => o.GetProperty("keys").EnumerateArray()).Select(k => NoteVerifierKey.TryParse(k.GetProperty("vkey").GetString()!)!)];

    private static async Task ProofOfNewestAsync(TelehealthApp app, ClinicClient auditor)
    {
        var id = (await auditor.GetAsync("/api/audit/records?limit=1")).GetProperty("items")[0].GetProperty("id").GetInt64();
        await TextAsync(app, auditor, $"/api/audit/records/{id}/proof");
    }

    private static async Task<string> TextAsync(TelehealthApp app, ClinicClient who, string path) => System.Text.Encoding.UTF8.GetString(await BytesAsync(app, who, path));

    private static async Task<byte[]> BytesAsync(TelehealthApp app, ClinicClient who, string path)
    {
        using var answer = await SendAsync(app, who, path);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(TelehealthApp app, ClinicClient who, string path)
    {
        using var http = new HttpClient { BaseAddress = app.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", who.AccessToken);
        return await http.GetAsync(new Uri(path, UriKind.Relative));
    }
}
