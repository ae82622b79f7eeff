using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Load;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Compare;

/// <summary>The bare hub of <see cref="FloorCommand"/>.</summary>
internal sealed class FloorContender(string mode, Bench bench) : Contender(CompareSpec.Floor)
{
    private string? _database;

    public override IReadOnlyList<string> LoadArguments { get; } = ["--dialect", Dialect.SignalR, "--population", Population.Synthetic];

    public override async Task PrepareAsync(CancellationToken cancel) => _database ??= mode switch
    {
        FloorCommand.Postgres => await (await bench.PostgresAsync(cancel)).DatabaseAsync("floor", cancel),
        FloorCommand.Sqlite => $"Data Source={bench.Folder.At("floor.db")}",
        _ => null,
    };

    protected override Task<ChildProcess> LaunchAsync(int port, CancellationToken cancel)
    {
        var (file, first) = GeneratorProcess.Self;
        string[] database = _database is null ? [] : ["--database", _database];
        string[] arguments = [.. first, "floor", "--mode", mode, "--port", $"{port}", .. database];
        return ChildProcess.StartAsync(new ChildSpec($"the {mode} floor", file, arguments, ThreadPool));
    }
}
