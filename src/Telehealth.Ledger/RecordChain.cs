namespace Telehealth.Ledger;

/// <summary>What is wrong with a chain, and where.</summary>
/// <param name="Index">Position among the records given, from 0.</param>
/// <param name="Problem">Plain words.</param>
public sealed record ChainFault(int Index, string Problem);

/// <param name="Length">Records that hold, up to the first that does not.</param>
/// <param name="Head">Hash of the last record that holds; 64 zeros when there is none.</param>
public sealed record ChainVerdict(long Length, string Head, ChainFault? FirstBad)
{
    public bool Intact => FirstBad is null;
}

/// <summary>
/// Follows one stream of records: numbered without a gap from 1, each naming the hash of the one before. It proves that nothing before the
/// head was changed, dropped, added or moved; that nothing is missing after it only a copy of the head can tell.
/// </summary>
public sealed class RecordChain(string? stream = null)
{
    public string? Stream { get; private set; } = stream;
    public long Length { get; private set; }
    public string Head { get; private set; } = RecordHash.Zero;

    /// <summary>Follows one stream to its end, or to the first record that does not hold.</summary>
    public static ChainVerdict Verify(IEnumerable<ReadOnlyMemory<byte>> records)
    {
        var chain = new RecordChain();
        var index = 0;
        foreach (var record in records)
        {
            if (chain.Add(record.Span) is { } problem) return new(chain.Length, chain.Head, new(index, problem));
            index++;
        }

        return new(chain.Length, chain.Head, null);
    }

    /// <returns>Null when the record holds; else why it does not, and the chain stays as it was.</returns>
    public string? Add(ReadOnlySpan<byte> record)
    {
        if (RecordPrefix.Read(record) is not { } prefix) return "this is not a record";
        if (Stream is not null && prefix.Stream != Stream) return "this record belongs to another stream";
        if (prefix.Seq == 0 || prefix.Prev is null) return "this record stands outside any chain";
        if (prefix.Seq != Length + 1) return OutOfOrder(prefix.Seq);
        if (prefix.Prev != Head) return Length == 0
            ? "the first record names a record before it"
            : "the record before this one is not the one that this one was written after: one of the two was changed or exchanged";

        Stream = prefix.Stream;
        Length++;
        Head = RecordHash.Of(record);
        return null;
    }

    private string OutOfOrder(long seq) => seq > Length + 1
        ? $"record number {Length + 1} should stand here, and number {seq} does: something was left out or moved"
        : $"record number {seq} stands here a second time, or out of its order";
}
