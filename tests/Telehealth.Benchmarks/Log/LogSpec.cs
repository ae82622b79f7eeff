using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Compare;

namespace Telehealth.Benchmarks.Log;

/// <param name="Dll">Our server, which makes the tables and seals.</param>
/// <param name="Seconds">Measured, for each way and round.</param>
/// <param name="Waiting">Records that wait when the sealer starts.</param>
/// <param name="Verified">Records whose tree is computed.</param>
internal sealed record LogSpec(string Dll, int Rounds, int Seconds, int Clients, int Waiting, int Verified)
{
    public static LogSpec From(Options options) => new(
        Repository.ServerDll(options.Optional("server")), options.Number("rounds", 3, 1, 20), options.Number("seconds", 4, 1, 120), options.Number("clients", 16, 1, 100),
        options.Number("records", 1_000_000, 1_000, 10_000_000), options.Number("verify", 1_000_000, 1_000, 20_000_000));
}
