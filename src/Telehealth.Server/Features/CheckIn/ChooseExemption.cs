using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The clinician relies on an exemption or a limited authority of theirs for this visit.</summary>
public sealed record ChooseExemptionRequest : CommandBody
{
    public required AuthorityId AuthorityId { get; init; }

    /// <summary>Why.</summary>
    public required JustificationReason Reason { get; init; }

    /// <summary>How the patient stands to the clinician, where the authority covers some patients only.</summary>
    public PatientScope Relationship { get; init; }

    /// <summary>In the clinician's own words; at most 500 characters, kept apart from the record.</summary>
    public string? Note { get; init; }
}

internal sealed class ChooseExemptionSlice(VisitCommands commands) : ISlice<ChooseExemptionRequest, VerdictAnswer>
{
    public async Task<VerdictAnswer> HandleAsync(Visitor visitor, ChooseExemptionRequest request, CancellationToken cancellation)
    {
        var (outcome, refusal) = await commands.ExecuteAsync(
            visitor, request, _ => new ChooseExemption(request.AuthorityId, request.Reason, request.Relationship, request.Note), cancellation, anyClinician: true);
        return VerdictAnswer.Of(outcome, refusal);
    }
}
