using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Storage;

/// <summary>A licensure decision that stands in a visit's own stream of records, which is the only place where it is written; read when somebody asks for it.</summary>
internal sealed class RecordedEvaluation
{
    private readonly ReadOnlyMemory<byte> _record;
    private LicensureDecision? _decision;

    public RecordedEvaluation(long seq, LicensureDecision decision) => (Seq, _decision) = (seq, decision);

    public RecordedEvaluation(long seq, ReadOnlyMemory<byte> record) => (Seq, _record) = (seq, record);

    /// <summary>The record's number in the visit's stream.</summary>
    public long Seq { get; }

    public LicensureDecision Decision => _decision ??= Read(_record);

    /// <summary>This evaluation as one of the entries of the commit that follows <paramref name="head"/>; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">It was told and is not recorded.</exception>
    public static RecordedEvaluation? In(VisitDecision decision, LicensureDecision? evaluation, RecordHead head)
    {
        if (evaluation is null)
        {
            return null;
        }

        for (var i = 0; i < decision.Entries.Length; i++)
        {
            if (decision.Entries[i] is EvaluationEntry entry && ReferenceEquals(entry.Decision, evaluation))
            {
                return new(head.Seq + 1 + i, evaluation);
            }
        }

        throw new InvalidOperationException("An evaluation was told that is not recorded.");
    }

    public static LicensureDecision Read(ReadOnlyMemory<byte> record) =>
        VisitRecords.Decode(record).Entry is EvaluationEntry entry ? entry.Decision : throw new RecordFormatException("the record is not an evaluation");
}
