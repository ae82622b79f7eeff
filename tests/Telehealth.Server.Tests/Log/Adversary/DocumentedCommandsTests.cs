using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage.Sealing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log.Adversary;

/// <summary>What docs/log.md tells an auditor to type does what it says, on what a server wrote.</summary>
public sealed class DocumentedCommandsTests(AttackedSqlite log) : IClassFixture<AttackedSqlite>, IDisposable
{
    private const string Command = "dotnet run --project src/Telehealth.Verify -- ";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telehealth-auditor-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_commands_of_the_documentation_hold_word_for_word()
    {
        await HandOutAsync();
        var commands = (await File.ReadAllLinesAsync(Path.Combine(Repository.Top, "docs", "log.md"))).Where(l => l.StartsWith(Command, StringComparison.Ordinal)).ToList();
        Assert.True(commands.Count >= 6);
        foreach (var command in commands)
        {
            var (exit, said) = await RunAsync(command[Command.Length..].Split(' '));
            Assert.True(exit == 0, $"{command}: {said}");
        }

        var (json, text) = await RunAsync(["bundle", "export.zip", "--key", "clinic.vkey", "--json"]);
        Assert.Equal((0, "holds"), (json, System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("result").GetString()));
        var (unusable, _) = await RunAsync(["bundle", "visit.zip", "--key", "clinic.vkey", "--since", "kept.checkpoint"]);
        Assert.Equal(2, unusable);
    }

    /// <summary>The files, by the names that the documentation gives them.</summary>
    private async Task HandOutAsync()
    {
        await using var node = await LogNode.StartAsync(await log.CopyAsync(log.Tuesday));
        var whole = await Auditor.ExportAsync(node);
        var tiles = node.Get<StoredTiles>().Of((await node.Get<LogBook>().OriginAsync(default))!);
        var visit = whole.Records.Select(r => RecordText(r)).First(r => r.Contains("\"code\":\"PatientAdmitted\"", StringComparison.Ordinal)).Split('"')[5];
        var chosen = await Export.ChosenAsync(tiles, whole.Checkpoint, whole.Records, visit, r => r.Contains($"\"stream\":\"{visit}\"", StringComparison.Ordinal));

        await ZipAsync(whole, "export.zip");
        var manifest = await ZipAsync(chosen, "visit.zip");
        await WriteAsync("clinic.vkey", Encoding.UTF8.GetBytes($"{log.Keys[0]}\n"));
        await WriteAsync("kept.checkpoint", Encoding.UTF8.GetBytes(log.MondayHead.Note));
        var size = log.TuesdayHead.Size;
        await WriteAsync("consistency.json", new ConsistencyLine(log.MondayHead.Size, size, await new TileTree(tiles, size).ProveConsistencyAsync(log.MondayHead.Size, default)).ToBytes());
        await WriteAsync("records.ndjson", [.. chosen.Records.SelectMany(r => (byte[])[.. r, (byte)'\n'])]);

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(manifest.ToBytes()));
        await node.Clinic.AppendAsync(Actor.System, new ClinicRecord("LogExported", "reads", new Dictionary<string, string>(), new Dictionary<string, object?> { ["manifestSha256"] = hash }), default);
        await node.SealAsync();
        await using var db = await node.OpenAsync();
        foreach (var (file, code) in new[] { ("receipt.tlog-proof", "LogExported"), ("record.tlog-proof", "PatientAdmitted") })
        {
            var record = await db.Records.AsNoTracking().OrderBy(r => r.Id).FirstAsync(r => r.Code == code);
            await WriteAsync(file, Encoding.UTF8.GetBytes((await node.Get<LogProofs>().TryAsync(record, default))!.ToString()));
        }
    }

    private async Task<BundleManifest> ZipAsync(Export export, string name)
    {
        await using var file = File.Create(Path.Combine(_folder.FullName, name));
        await using var writer = await BundleWriter.ToZipAsync(file, DatabaseNode.NewTime().GetUtcNow(), default);
        return await export.WriteAsync(writer);
    }

    private Task WriteAsync(string name, byte[] bytes) => File.WriteAllBytesAsync(Path.Combine(_folder.FullName, name), bytes);

    private static string RecordText(byte[] record) => Encoding.UTF8.GetString(record);

    private async Task<(int Exit, string Said)> RunAsync(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "telehealth-verify.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = _folder.FullName,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output + await errors);
    }
}
