namespace Telehealth.Benchmarks.Floor;

/// <summary>No durability: a say to a group of two.</summary>
internal sealed class MemoryVisits : IVisitStore
{
    private readonly long[] _versions = new long[FloorSchema.Visits + 1];
    private readonly string[] _phases = [.. Enumerable.Repeat("InProgress", FloorSchema.Visits + 1)];

    public ValueTask<long> CommitAsync(int visitId, string phase)
    {
        _phases[visitId] = phase;
        return ValueTask.FromResult(Interlocked.Increment(ref _versions[visitId]));
    }

    public ValueTask<(long Version, string Phase)> ReadAsync(int visitId) =>
        ValueTask.FromResult((Interlocked.Read(ref _versions[visitId]), _phases[visitId]));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
