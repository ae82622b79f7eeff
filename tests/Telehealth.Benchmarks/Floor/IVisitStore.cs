namespace Telehealth.Benchmarks.Floor;

/// <summary>Where a bare hub keeps its visits. Answers only after the change is durable.</summary>
internal interface IVisitStore : IAsyncDisposable
{
    /// <summary>Raises the visit's version and gives it.</summary>
    ValueTask<long> CommitAsync(int visitId, string phase);

    ValueTask<(long Version, string Phase)> ReadAsync(int visitId);
}
