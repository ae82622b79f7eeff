using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Telehealth.Benchmarks.Compare;
using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Micro;

/// <summary>Hands over to BenchmarkDotNet, which looks for the project in the current folder; a run of everything renews results/micro.md.</summary>
internal static class MicroCommand
{
    private static readonly Type[] All =
    [
        typeof(FoldBenchmarks), typeof(DecisionBenchmarks), typeof(EncodingBenchmarks), typeof(ProjectionBenchmarks), typeof(TokenBenchmarks), typeof(SignatureBenchmarks), typeof(MapBenchmarks),
    ];

    public static int Run(string[] arguments)
    {
        Directory.SetCurrentDirectory(Repository.BenchmarkFolder);
        var summaries = BenchmarkSwitcher.FromTypes(All).Run(arguments).ToArray();
        var failed = summaries.Length == 0 || summaries.Any(Failed);
        if (!failed && summaries.Length == All.Length) Publish(summaries, arguments);
        return failed ? 1 : 0;
    }

    private static bool Failed(Summary summary) => summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success);

    private static void Publish(IEnumerable<Summary> summaries, string[] arguments)
    {
        var reports = summaries.Select(summary => File.ReadAllText(
            Directory.EnumerateFiles(summary.ResultsDirectoryPath, $"*{summary.BenchmarksCases[0].Descriptor.Type.Name}*-report-github.md").Single()));
        File.WriteAllText(
            Path.Combine(Repository.BenchmarkFolder, "results", "micro.md"),
            $"# The pure core, video tokens and callback signatures\n\n`{CommandText.Of(["micro", .. arguments])}`\n\n{string.Join('\n', reports)}");
    }
}
