using System.Security.Cryptography;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Load;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Setup;
using Telehealth.Benchmarks.Wire;
using Telehealth.Tests.Shared;

namespace Telehealth.Benchmarks.Compare;

/// <summary>Our server as it ships, on a database filled once through its public doors and kept for all rounds.</summary>
internal sealed class OurContender(string name, string engine, int waiting, Bench bench) : Contender(name)
{
    private const string NoLimit = "1000000";
    private const string AdminEmail = "admin@bench.example";
    private static readonly TimeSpan MigrationLimit = TimeSpan.FromMinutes(2);
    private readonly string _password = $"Bench-{Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}-z";
    private readonly string _key = $"ours_{engine}_{waiting}";
    private string? _database;

    private string People => bench.Folder.At($"{_key}.json");

    private string Dll => Repository.ServerDll(bench.Spec.Server);

    public override IReadOnlyList<string> LoadArguments => ["--dialect", Dialect.SignalR, "--population", People];

    public override async Task PrepareAsync(CancellationToken cancel)
    {
        if (_database is not null) return;
        _ = Dll;
        _database = engine == FloorCommand.Sqlite
            ? $"Data Source={bench.Folder.At($"{_key}.db")}"
            : await (await bench.PostgresAsync(cancel)).DatabaseAsync(_key, cancel);
        if (engine == FloorCommand.Postgres) await ChildProcess.RunAsync(Describe("migrate", FreePort.Take()), MigrationLimit, cancel);
        await using var server = await StartAsync(cancel);
        string[] arguments =
        [
            "--url", $"{server.Address}", "--target", Name, .. LoadArguments, "--scenario", LoadSpec.None,
            "--admin", $"{AdminEmail}:{_password}", "--pairs", $"{bench.Spec.Pairs}", "--waiting", $"{waiting}", .. bench.Spec.Generator,
        ];
        try { await GeneratorProcess.RunAsync(arguments, cancel); }
        catch (BenchFault fault) { throw new BenchFault($"{fault.Message}\nthe server's last lines:\n{server.Process.Tail}"); }
    }

    protected override Task<ChildProcess> LaunchAsync(int port, CancellationToken cancel) => ChildProcess.StartAsync(Describe(null, port));

    private ChildSpec Describe(string? command, int port)
    {
        var environment = new Dictionary<string, string>(ThreadPool)
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}",
            ["ConnectionStrings__Telehealth"] = _database!,
            ["PublicBaseUrl"] = $"http://127.0.0.1:{port}",
            ["Audit__SigningKeyFile"] = TestLogKey.File,
            ["Audit__Origin"] = TestLogKey.Origin,
            ["Audit__MasterKeyFile"] = BenchKeys.MasterKeyFile,
            ["Identity__FirstAdmin__Email"] = AdminEmail,
            ["Identity__FirstAdmin__Password"] = _password,
            ["RateLimits__JoinPerMinute"] = NoLimit, // thousands of patients join from one address here
            ["RateLimits__SignInPerMinute"] = NoLimit,
            ["Live__CallsPerSecond"] = "10000", // one connection does what a clinic does in an hour
            ["Live__CallBurst"] = "10000",
        };
        foreach (var (key, value) in bench.Spec.ServerSettings) environment[key] = value;
        string[] arguments = command is null ? [Dll] : [Dll, command];
        return new ChildSpec(command is null ? "our server" : $"our server's {command}", "dotnet", arguments, environment, Path.GetDirectoryName(Dll));
    }
}
