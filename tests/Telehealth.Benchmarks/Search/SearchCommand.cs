using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Benchmarks.Search;

/// <summary>Searching the log at 100,000, 1,000,000 and 10,000,000 records on PostgreSQL, in every combination of keys.</summary>
internal static class SearchCommand
{
    private const int Years = 2;

    public static async Task<int> RunAsync(string[] arguments, CancellationToken cancel)
    {
        var options = Cli.Options.Parse(arguments);
        var sizes = options.Text("rows", "100000,1000000,10000000").Split(',').Select(r => int.TryParse(r, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1000 and <= 100_000_000 ? n : throw new BenchFault("--rows needs whole numbers, 1000 to 100000000")).ToList();
        var (rounds, extra, seed) = (options.Number("rounds", 5, 1, 100), options.Number("more", 3000, 0, 59_049), options.Number("seed", 1, 0, 1_000_000));
        var server = Repository.ServerDll(options.Optional("server"));
        var (results, work) = (options.Text("results", Path.Combine(Repository.BenchmarkFolder, "results")), options.Optional("work"));
        options.RefuseUnknown();

        await using var folder = TempFolder.Make(work);
        await using var postgres = await PostgresServer.StartAsync(folder, cancel);
        var report = new SearchReport(await postgres.VersionAsync(cancel), $"search {CommandText.Of(arguments)}".TrimEnd());
        foreach (var rows in sizes)
        {
            var database = await postgres.DatabaseAsync($"search_{rows}", cancel);
            await ChildProcess.RunAsync(new ChildSpec("migrate", "dotnet", [server, "migrate", $"--ConnectionStrings:TelehealthMigrations={database}"]), TimeSpan.FromMinutes(5), cancel);
            report.Add(rows, await SizeAsync(database, rows, rounds, extra, seed, cancel));
            await File.WriteAllTextAsync(Path.Combine(results, "search.md"), report.Write(), cancel);
        }

        Progress.Line("results/search.md is written");
        return 0;
    }

    private static async Task<SearchRun> SizeAsync(string database, int rows, int rounds, int extra, int seed, CancellationToken cancel)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var (first, last) = (Micros.Of(now - Duration.FromDays(365 * Years)), Micros.Of(now));
        var clinic = new ClinicOfRows(rows, first, last, seed);
        Progress.Line($"filling {rows:N0} rows");
        var sample = await SearchFill.RunAsync(database, clinic, rows, first, last, cancel);

        // The last 90 days, as a search looks that names no beginning: what is asked for happened in them.
        var (window, years) = (new SearchWindow(Micros.Of(now - Duration.FromDays(90)), Micros.Of(now + Duration.FromDays(1))), new SearchWindow(0, Micros.Of(now + Duration.FromDays(1))));
        var queries = new SearchQueries([.. sample.Where(s => s.At >= window.From)], clinic.Book, seed);
        await using var links = new SearchLinks(StorageTarget.Of(database, new()), Microsoft.Extensions.Options.Options.Create(new SearchOptions()), NullLoggerFactory.Instance);
        var meter = new SearchMeter(new PostgresSearch(links), clinic.Book, new LogQueryClock(now, DateTimeZone.Utc), rounds);
        var figures = new List<SearchFigure>();
        var all = Choices(extra, seed).ToList();
        var tick = Progress.Counter($"searches of {rows:N0} rows", all.Count);
        foreach (var (choice, fitting) in all)
        {
            figures.Add(await meter.TimeAsync(queries.Of(choice, fitting), window, cancel));
            tick();
        }

        var whole = new List<SearchFigure>();
        foreach (var (choice, fitting) in all.Where(c => c.Choice.Count(k => k != 0) <= 2)) whole.Add(await meter.TimeAsync(queries.Of(choice, fitting), years, cancel));
        return new(figures, whole, clinic.Book.Count, await SearchFill.SizesAsync(database, cancel));
    }

    // Every set of keys, wanted; twice: with values of one record, and with values that need have nothing to do with each other. And so many at
    // random of those in which some keys are turned round.
    private static IEnumerable<(IReadOnlyList<int> Choice, bool Fitting)> Choices(int extra, int seed)
    {
        var keys = SearchQueries.Keys.Count;
        for (var set = 0; set < 1 << keys; set++)
        {
            int[] choice = [.. Enumerable.Range(0, keys).Select(k => (set >> k) & 1)];
            yield return (choice, true);
            yield return (choice, false);
        }

        var random = new Random(seed);
        for (var i = 0; i < extra; i++) yield return ([.. Enumerable.Range(0, keys).Select(_ => random.Next(3))], random.Next(2) == 0);
    }
}
