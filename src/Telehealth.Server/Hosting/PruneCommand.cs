using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Desk.Retention;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Hosting;

/// <summary><c>telehealth log prune</c>: removes records whose time is over, once an archive of them stands and was verified.</summary>
internal static class PruneCommand
{
    private const string Usage =
        """
        usage: telehealth log prune --before DATE --archive FILE [--dry-run true]
                                    [--ConnectionStrings:TelehealthMigrations="Host=..."]

        Removes the oldest records of the log up to DATE (2016-01-31, not included), as far as nothing keeps one: the policy of
        Audit:RetentionYears, AgeOfMajority, YearsAfterMajority and StateRetention, a legal hold, a visit that is not closed, a
        review that nobody signed. Only whole sealed ranges of 256 records go. Their hashes stay: every proof of what is kept can
        still be made, and the archive can still be held against the log. Personal details of the removed records go with them
        and are not in the archive. Removing is itself a record, and cannot be undone.

          --before   Records of this day and later stay. A day that the policy does not allow yet is told.
          --archive  A whole export of the range (zip). Written when it is not there; read back and verified in any case, and
                     nothing is removed unless it proves itself against the signed log.
          --dry-run  true: only tells what would go, and what keeps the rest.

        On PostgreSQL as the role that owns the tables; a running server may go on. On SQLite stop the server first.
        When it was interrupted, run it again: each part is removed whole or not at all, with its record.
        Exit code: 0 done, or nothing to do; 1 not done, or not all of it, and why.
        """;

    public static bool IsMeant(string[] args) => args is ["log", "prune", ..];

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            await output.WriteLineAsync(Usage);
            return 0;
        }

        var dry = configuration["dry-run"] is "true";
        if (LocalDatePattern.Iso.Parse(configuration["before"] ?? "") is not { Success: true, Value: var before } || (!dry && string.IsNullOrWhiteSpace(configuration["archive"])))
        {
            await output.WriteLineAsync("--before needs a date such as 2016-01-31, and --archive a file. See telehealth log prune --help.");
            return 1;
        }

        try
        {
            await using var services = await LogWork.StartAsync(AsOwner(configuration), cancellation, Add);
            return await PruneAsync(services, before, dry ? null : configuration["archive"], output, cancellation);
        }
        catch (Exception e) when (e is DbException or StartRefusedException or OptionsValidationException or IOException or UnauthorizedAccessException or InvalidOperationException or TileMissingException || StorageFaults.IsUnavailable(e))
        {
            await output.WriteLineAsync($"Failed: {e.Message}");
            return 1;
        }
    }

    internal static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<LogBook>().AddSingleton<StoredTiles>();
        services.AddOptions<AuditOptions>().Bind(configuration.GetSection(AuditOptions.Section));
        services.AddRetention(configuration);
    }

    internal static async Task<int> PruneAsync(IServiceProvider services, LocalDate before, string? archive, TextWriter output, CancellationToken cancellation)
    {
        var pruning = services.GetRequiredService<LogPruning>();
        if (archive is not null) await services.GetRequiredService<PruneTables>().ForgetAsync(cancellation);
        var plan = await pruning.PlanAsync(before, cancellation);
        if (plan.Stop is { } stop) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Record {stop.Leaf} stays, and all after it: {stop.Why}."));
        if (plan.Range is not { } range)
        {
            await output.WriteLineAsync("No whole range of 256 records may go.");
            return plan.Stop is null ? 0 : 1;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{range.Count:N0} records may go: {range.From} to {range.To - 1} of {range.Origin.Origin}."));
        return archive is null ? 0 : await RemoveAsync(services, range, before, archive, output, cancellation);
    }

    private static async Task<int> RemoveAsync(IServiceProvider services, LeafRange range, LocalDate before, string file, TextWriter output, CancellationToken cancellation)
    {
        var archive = services.GetRequiredService<LogArchive>();
        var told = new Progress(output, services.GetRequiredService<TimeProvider>(), range.Count);
        if (!File.Exists(file)) await archive.WriteAsync(file, range, told.Of("archived"), cancellation);
        var (manifest, problem) = await archive.CheckAsync(file, range, cancellation);
        if (manifest is null)
        {
            await output.WriteLineAsync($"Nothing was removed. The archive {file} does not prove itself: {problem}.");
            return 1;
        }

        await output.WriteLineAsync($"The archive {file} was read back and holds every one of them (manifest {manifest}).");
        var stop = await services.GetRequiredService<LogPruning>().PruneAsync(range, before, manifest, told.Of("removed"), cancellation);
        var book = services.GetRequiredService<LogBook>();
        if (services.GetRequiredService<IOptions<AuditOptions>>().Value.TileFolder is { Length: > 0 } folder) TileFiles.Prune(folder, range.Origin, await book.PrunedBeforeAsync(range.Origin, cancellation));
        await output.WriteLineAsync(stop is null
            ? string.Create(CultureInfo.InvariantCulture, $"{range.Count:N0} records are removed, and their hashes stay. Keep {file}: it is the only place where they are.")
            : string.Create(CultureInfo.InvariantCulture, $"Stopped at record {stop.Leaf}, which must stay: {stop.Why}. Keep {file}."));
        return stop is null ? 0 : 1;
    }

    /// <summary>On PostgreSQL the role that migrates owns the tables.</summary>
    private static IConfiguration AsOwner(IConfiguration configuration) => configuration.GetConnectionString("TelehealthMigrations") is { Length: > 0 } owner
        ? new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Telehealth"] = owner }).Build()
        : configuration;

    /// <summary>Tells every two seconds how far it is.</summary>
    private sealed class Progress(TextWriter output, TimeProvider time, long all)
    {
        private long said = time.GetTimestamp();

        public Action<long> Of(string what) => done =>
        {
            if (time.GetElapsedTime(said) < TimeSpan.FromSeconds(2)) return;
            said = time.GetTimestamp();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {all:N0} records {what}, {100.0 * done / all:0} %"));
        };
    }
}
