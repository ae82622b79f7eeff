using Telehealth.Domain.Records;
using Telehealth.Ledger;

namespace Telehealth.Verify;

/// <summary>Everything that is checked of one stream, record by record.</summary>
internal sealed class StreamCheck(string stream)
{
    private readonly RecordChain? chain = IsUnchained(stream) ? null : new(stream);
    private readonly VisitHistory? history = stream.StartsWith("visit:", StringComparison.Ordinal) ? new() : null;

    public string Stream { get; } = stream;
    public long Length { get; private set; }

    /// <summary>Hash of the last record; null outside any chain.</summary>
    public string? Head => chain?.Head;

    /// <returns>Null when the record holds; else why not.</returns>
    public string? Add(ReadOnlyMemory<byte> record)
    {
        var problem = CanonicalJson.Problem(record.Span) ?? chain?.Add(record.Span) ?? OfVisit(record);
        if (problem is null) Length++;
        return problem;
    }

    public string? End() => history?.End();

    private string? OfVisit(ReadOnlyMemory<byte> record)
    {
        if (history is null) return null;
        try
        {
            return history.Add(VisitRecords.Decode(record));
        }
        catch (RecordFormatException wrong)
        {
            return wrong.Message;
        }
    }

    private static bool IsUnchained(string stream) =>
        !stream.StartsWith("visit:", StringComparison.Ordinal) && !stream.StartsWith("clinic:", StringComparison.Ordinal);
}
