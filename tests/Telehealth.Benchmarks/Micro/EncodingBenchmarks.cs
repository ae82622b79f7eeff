using BenchmarkDotNet.Attributes;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Benchmarks.Micro;

/// <summary>Records v1: canonical bytes and the chain's hash.</summary>
[MemoryDiagnoser]
public class EncodingBenchmarks
{
    private readonly Visit _inProgress = ClinicOfOne.Fold(ClinicOfOne.UntilInProgress);
    private readonly VisitDecision _held = new([new EventEntry(new VisitHeld())]);
    private readonly VisitDecision _arrived = new([.. ClinicOfOne.UntilInProgress.Skip(4).Take(3).Select(happened => new EventEntry(happened))]);
    private readonly byte[] _salt = new byte[32];

    [Benchmark(Description = "encode a hold, 1 record")]
    public object Held() => Encode(_inProgress, _held);

    [Benchmark(Description = "encode a check-in, 3 records, one with a personal part")]
    public object CheckedIn() => Encode(ClinicOfOne.Fold(ClinicOfOne.UntilInProgress.Take(4)), _arrived);

    private VisitCommit Encode(Visit before, VisitDecision decision) =>
        VisitRecords.Encode(before, decision, ClinicOfOne.TheClinician, ClinicOfOne.Now, RecordHead.Empty, () => _salt);
}
