namespace Telehealth.Verify.Bundle;

/// <summary>Shows of the records of a bundle, in their order, that each stands where it was sealed.</summary>
internal interface ILeafPlaces : IAsyncDisposable
{
    /// <returns>The leaf that the record claims, and what is wrong with that; null when nothing is, as far as it can be told by now.</returns>
    ValueTask<(long Leaf, string? Problem)> NextAsync(ReadOnlyMemory<byte> record, CancellationToken cancellation);

    /// <summary>After the last record: what is wrong with all of them together.</summary>
    /// <param name="named">Whether a record was already found to be wrong.</param>
    ValueTask<Finding?> EndAsync(bool named, CancellationToken cancellation);

    /// <summary>What holds, once all is well.</summary>
    string Said { get; }
}
