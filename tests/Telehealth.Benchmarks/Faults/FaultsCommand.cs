using System.Security.Cryptography;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Faults;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Benchmarks.Faults;

/// <summary>Our server against a vendor that fails by dial: what of each visit comes through, and how long clinicians wait.</summary>
internal static class FaultsCommand
{
    private const string AdminEmail = "admin@bench.example";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var options = Options.Parse(arguments);
        var (spec, host) = (SpecFrom(options), FaultyHost.From(options));
        var file = Path.Combine(options.Optional("results") ?? Path.Combine(Repository.BenchmarkFolder, "results"), "faults.md");
        options.RefuseUnknown();

        await using var folder = TempFolder.Make();
        await using var vendor = await FakeTwilio.StartAsync(spec.Seed);
        await using var database = await host.DatabaseAsync(folder, cancel);
        var (port, password) = (FreePort.Take(), $"Bench-{Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}-z");
        var settings = host.Settings(vendor, database.ConnectionString, port, AdminEmail, password);
        if (host.IsPostgres) await ChildProcess.RunAsync(host.Describe("migrate", settings), Limit, cancel);
        await using var server = await ChildProcess.StartAsync(host.Describe(null, settings));
        var address = new Uri($"http://127.0.0.1:{port}");
        await server.ReadyAsync(new Uri(address, "/health/ready"), Limit, cancel);
        using var admin = await ClinicClient.SignedInAsync(address, AdminEmail, password);
        var result = await new FaultRun(vendor, spec, Progress.Line).RunAsync(admin, password, cancel);

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, new FaultsReport(result, await host.VersionsAsync(cancel), CommandText.Of(["faults", .. arguments])).Write(), cancel);
        foreach (var broken in result.Broken) Progress.Line($"broken: {broken}");
        Progress.Line($"written to results/{Path.GetFileName(file)}; {(result.Broken.Count == 0 ? "everything that was promised was kept" : $"{result.Broken.Count} promises were broken")}");
        return result.Broken.Count == 0 ? 0 : 1;
    }

    private static FaultRunSpec SpecFrom(Options options)
    {
        var usual = new FaultRunSpec();
        return usual with
        {
            Visits = options.Number("visits", usual.Visits, 1, 10_000),
            Lines = options.Number("lines", usual.Lines, 1, 200),
            Outage = Seconds(options, "outage", usual.Outage, 0, 600),
            Stay = Seconds(options, "stay", usual.Stay, 0, 600),
            Pause = Seconds(options, "pause", usual.Pause, 1, 60),
            Settle = Seconds(options, "settle", usual.Settle, 1, 3_600),
            Strays = options.Number("strays", usual.Strays, 0, 1_000),
            FallbackAfter = options.Flag("no-fallback") ? int.MaxValue : options.Number("fallback-after", usual.FallbackAfter, 1, 1_000),
            Seed = options.Number("seed", usual.Seed, 0, int.MaxValue),
            Vendor = usual.Vendor with
            {
                HeldBack = Percent(options, "held-back", usual.Vendor.HeldBack), Broken = Percent(options, "broken", usual.Vendor.Broken), Silent = Percent(options, "silent", usual.Vendor.Silent),
            },
        };
    }

    private static TimeSpan Seconds(Options options, string name, TimeSpan usual, int least, int most) => TimeSpan.FromSeconds(options.Number(name, (int)usual.TotalSeconds, least, most));

    private static double Percent(Options options, string name, double usual) => options.Number(name, (int)Math.Round(usual * 100), 0, 30) / 100.0;
}
