using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Setup;

/// <summary>What to prepare on a real server, through its public doors only.</summary>
/// <param name="PerClinician">Waiting patients for each clinician: a line of thousands for one person is no clinic.</param>
/// <param name="Parallel">Steps at the same time.</param>
internal sealed record SetupSpec(string AdminEmail, string AdminPassword, int Pairs, int Waiting, int PerClinician, int Parallel)
{
    public static SetupSpec From(string admin, Options options)
    {
        var colon = admin.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1) throw new BenchFault("--admin is EMAIL:PASSWORD");
        return new SetupSpec(
            admin[..colon],
            admin[(colon + 1)..],
            options.Number("pairs", 32, 0, 2000),
            options.Number("waiting", 0, 0, 15_000),
            options.Number("per-clinician", 20, 1, 15_000),
            options.Number("parallel", 8, 1, 64));
    }
}
