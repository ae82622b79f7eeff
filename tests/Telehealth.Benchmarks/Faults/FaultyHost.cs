using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Machine;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Benchmarks.Faults;

/// <summary>Our server as it ships, with its vendor at the stand-in.</summary>
internal sealed record FaultyHost(string Dll, string Engine, IReadOnlyDictionary<string, string> More)
{
    private const string NoLimit = "1000000";

    public bool IsPostgres => Engine == FloorCommand.Postgres;

    public static FaultyHost From(Options options)
    {
        var engine = options.Several("engine", FloorCommand.Sqlite, FloorCommand.Sqlite, FloorCommand.Postgres)[0];
        return new(Repository.ServerDll(options.Optional("server")), engine, options.All("set").Select(CompareSpec.Setting).ToDictionary());
    }

    public async Task<FaultyDatabase> DatabaseAsync(TempFolder folder, CancellationToken cancel)
    {
        if (!IsPostgres) return new($"Data Source={folder.At("clinic.db")}", null);
        var postgres = await PostgresServer.StartAsync(folder, cancel);
        return new(await postgres.DatabaseAsync("clinic", cancel), postgres);
    }

    public Dictionary<string, string> Settings(FakeTwilio vendor, string database, int port, string email, string password)
    {
        var settings = FakeAccount.Settings(vendor.Address).ToDictionary(s => s.Key.Replace(":", "__", StringComparison.Ordinal), s => s.Value);
        foreach (var (key, value) in new Dictionary<string, string>
        {
            // Production takes no stand-in and none of its keys.
            ["ASPNETCORE_ENVIRONMENT"] = "Staging", ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}", ["PublicBaseUrl"] = $"http://127.0.0.1:{port}",
            ["ConnectionStrings__Telehealth"] = database, ["Identity__FirstAdmin__Email"] = email, ["Identity__FirstAdmin__Password"] = password,
            ["RateLimits__JoinPerMinute"] = NoLimit, ["RateLimits__SignInPerMinute"] = NoLimit, // everybody comes from one address here
            ["Video__FallbackToPeer"] = "true",
        }.Concat(More)) settings[key] = value;
        return settings;
    }

    public ChildSpec Describe(string? command, IReadOnlyDictionary<string, string> settings) =>
        new(command is null ? "our server" : $"our server's {command}", "dotnet", command is null ? [Dll] : [Dll, command], settings, Path.GetDirectoryName(Dll));

    public async Task<IReadOnlyList<string>> VersionsAsync(CancellationToken cancel)
    {
        var commit = await OutputOf.FirstLineAsync("git", ["-C", Repository.Root, "rev-parse", "--short=10", "HEAD"], cancel);
        return [$"Database: {(IsPostgres ? "PostgreSQL, fsync on" : "SQLite, synchronous=FULL")}", .. commit is null ? Array.Empty<string>() : [$"Telehealth at {commit}"]];
    }
}

/// <summary>Where the clinic is kept, until the run is over.</summary>
internal sealed record FaultyDatabase(string ConnectionString, PostgresServer? Server) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
