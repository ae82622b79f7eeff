using Telehealth.Domain.LogSearch;

namespace Telehealth.Server.Storage.Search;

/// <summary>A sealed record on its way into the index.</summary>
/// <param name="At">Microseconds.</param>
internal sealed record UnindexedLeaf(long Leaf, long RecordId, long At, RecordFacts Facts);
