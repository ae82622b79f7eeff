using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Ledger;

namespace Telehealth.Verify;

/// <summary>Everything that is checked of one stream from its first record, record by record.</summary>
internal sealed class StreamCheck(string stream, LawCounts? counts = null)
{
    private readonly RecordChain? chain = IsUnchained(stream) ? null : new(stream);
    private readonly VisitHistory? history = IsVisit(stream) ? new() : null;

    public string Stream { get; } = stream;
    public long Length { get; private set; }

    /// <summary>Hash of the last record; null outside any chain.</summary>
    public string? Head => chain?.Head;

    /// <summary>Where a visit stands; null for other streams.</summary>
    public VisitPhase? Phase => history?.Visit?.Phase;

    public static bool IsVisit(string stream) => stream.StartsWith("visit:", StringComparison.Ordinal);

    public static bool IsUnchained(string stream) => !IsVisit(stream) && !stream.StartsWith("clinic:", StringComparison.Ordinal);

    /// <returns>Null when the record holds; else why not.</returns>
    public string? Add(ReadOnlyMemory<byte> record)
    {
        var problem = CanonicalJson.Problem(record.Span) ?? chain?.Add(record.Span) ?? OfVisit(record);
        if (problem is null) Length++;
        return problem;
    }

    public string? End() => history?.End();

    /// <summary>What is wrong with a record of a visit whose records before are not at hand.</summary>
    public static string? ProblemAlone(ReadOnlyMemory<byte> record, LawCounts? counts) => Following(record, counts, VisitHistory.ProblemAlone);

    private string? OfVisit(ReadOnlyMemory<byte> record) => history is null ? null : Following(record, counts, history.Add);

    private static string? Following(ReadOnlyMemory<byte> record, LawCounts? counts, Func<VisitRecord, string?> judge)
    {
        try
        {
            var decoded = VisitRecords.Decode(record);
            if (judge(decoded) is { } problem) return problem;
            counts?.Add(decoded);
            return null;
        }
        catch (RecordFormatException wrong)
        {
            return wrong.Message;
        }
        catch (Exception wrong) when (wrong is ArithmeticException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            // Values of the right kind that no program of ours can have reckoned with.
            return "it holds values that this product never writes";
        }
    }
}
