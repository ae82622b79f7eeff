using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Reports;

/// <summary>A decision as a visit's record holds it.</summary>
internal sealed record RecordedDecision(RecordRow Row, LicensureDecision Decision);

/// <summary>Reads licensure decisions back out of visits' records.</summary>
internal static class Evaluations
{
    /// <summary>The code of their records.</summary>
    public const string Code = "LicensureEvaluated";

    /// <summary>Null where the bytes are not those of a decision that this program wrote.</summary>
    public static RecordedDecision? Read(RecordRow row)
    {
        try
        {
            return VisitRecords.Decode(row.Bytes).Entry is EvaluationEntry { Decision: var decision } ? new(row, decision) : null;
        }
        catch (RecordFormatException)
        {
            return null;
        }
    }

    /// <summary>What was asked for a visit to begin, go on or be entered; not what merely looked again.</summary>
    public static bool IsStart(DecisionPurpose purpose) => purpose switch
    {
        DecisionPurpose.CheckIn or DecisionPurpose.Admit or DecisionPurpose.Resume or DecisionPurpose.Transfer or DecisionPurpose.TakeOver or DecisionPurpose.Grant => true,
        DecisionPurpose.Reevaluation or DecisionPurpose.DryRun => false,
    };
}
