using System.Security.Cryptography;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;
using Telehealth.Benchmarks.Setup;
using Telehealth.Tests.Shared;

namespace Telehealth.Benchmarks.Log;

/// <summary>What the log costs and how fast it is sealed and checked.</summary>
internal static class LogCommand
{
    private const string Waits = "waits";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var options = Options.Parse(arguments);
        var spec = LogSpec.From(options);
        var file = Path.Combine(options.Optional("results") ?? Path.Combine(Repository.BenchmarkFolder, "results"), "log.md");
        options.RefuseUnknown();

        await using var folder = TempFolder.Make();
        await using var postgres = await PostgresServer.StartAsync(folder, cancel);
        var costs = await MigratedAsync(postgres, "costs", spec, cancel);
        var verify = new VerifyRate(spec).Measure();
        var append = await new AppendCost(postgres, costs, spec).MeasureAsync(cancel);
        var rates = SealerRate.Ways.ToDictionary(w => w, _ => new List<double>());
        for (var round = 0; round < spec.Rounds; round++)
        {
            foreach (var way in round % 2 == 0 ? SealerRate.Ways : SealerRate.Ways.Reverse())
            {
                var waits = await MigratedAsync(postgres, Waits, spec, cancel);
                rates[way].Add(await new SealerRate(waits, spec).MeasureAsync(() => ChildProcess.StartAsync(Describe(spec, waits, null, way)), cancel));
                await postgres.DropAsync(Waits, cancel);
                Progress.Line($"sealed, {way}: {Numbers.Short(rates[way][^1])}/s");
            }
        }

        var commit = await OutputOf.FirstLineAsync("git", ["-C", Repository.Root, "rev-parse", "--short=10", "HEAD"], cancel);
        var report = new LogReport(spec, append, rates, verify, [await postgres.VersionAsync(cancel), .. commit is null ? Array.Empty<string>() : [$"Telehealth at {commit}"]], CommandText.Of(["log", .. arguments]));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, report.Write(), cancel);
        Progress.Line("written to results/log.md");
        return 0;
    }

    private static async Task<string> MigratedAsync(PostgresServer postgres, string name, LogSpec spec, CancellationToken cancel)
    {
        var database = await postgres.DatabaseAsync(name, cancel);
        await ChildProcess.RunAsync(Describe(spec, database, "migrate"), Limit, cancel);
        return database;
    }

    private static ChildSpec Describe(LogSpec spec, string database, string? command, string way = SealerRate.Beside)
    {
        var environment = new Dictionary<string, string>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production", ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{FreePort.Take()}", ["PublicBaseUrl"] = "http://127.0.0.1", ["ConnectionStrings__Telehealth"] = database,
            ["Identity__FirstAdmin__Email"] = "admin@bench.example", ["Identity__FirstAdmin__Password"] = $"Bench-{Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}-z",
            ["Search__IndexEveryMilliseconds"] = way == SealerRate.Alone ? "60000" : "1000",
            ["Audit__SigningKeyFile"] = TestLogKey.File, ["Audit__Origin"] = TestLogKey.Origin, ["Audit__MasterKeyFile"] = BenchKeys.MasterKeyFile,
        };
        return new(command is null ? "our server" : $"our server's {command}", "dotnet", command is null ? [spec.Dll] : [spec.Dll, command, "--wait", "60"], environment, Path.GetDirectoryName(spec.Dll));
    }
}
