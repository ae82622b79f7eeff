using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Verify;

/// <summary>How much of what matters most was seen.</summary>
internal sealed class LawCounts
{
    /// <summary>Admissions, resumptions, accepted transfers, take-overs.</summary>
    public long Starts { get; private set; }

    public long Grants { get; private set; }

    /// <summary>Of the grants, those on the named exception for a person in danger.</summary>
    public long SafetyGrants { get; private set; }

    public long Evaluations { get; private set; }
    public long NotAllowed { get; private set; }
    public long Refusals { get; private set; }

    public void Add(VisitRecord record)
    {
        switch (record.Entry)
        {
            case EventEntry { Event: PatientAdmitted or VisitResumed or TransferAccepted or VisitTakenOver { ExpectedEnd: not null } or ContinuationRenewed }: Starts++; break;
            case GrantEntry e:
                Grants++;
                if (e.Terms.Basis is GrantBasis.SafetyContinuation) SafetyGrants++;
                break;
            case RefusalEntry: Refusals++; break;
            case EvaluationEntry e:
                Evaluations++;
                if (e.Decision.Verdict is not Verdict.Allow) NotAllowed++;
                break;
        }
    }
}
