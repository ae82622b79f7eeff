using BenchmarkDotNet.Attributes;
using Telehealth.Domain.Visits;

namespace Telehealth.Benchmarks.Micro;

/// <summary>State from events: what a load costs beside its round trip.</summary>
[MemoryDiagnoser]
public class FoldBenchmarks
{
    private readonly Visit _inProgress = ClinicOfOne.Fold(ClinicOfOne.UntilInProgress);
    private readonly VisitHeld _held = new();

    [Benchmark(Description = "fold a visit until InProgress, 10 events")]
    public object WholeVisit() => ClinicOfOne.Fold(ClinicOfOne.UntilInProgress);

    [Benchmark(Description = "apply one event")]
    public object OneEvent() => _inProgress.Apply(_held, ClinicOfOne.Now);
}
