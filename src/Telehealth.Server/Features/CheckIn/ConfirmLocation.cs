using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The clinician made sure of the patient's address with them.</summary>
public sealed record ConfirmLocationRequest : CommandBody
{
    public required ConfirmationMethod Method { get; init; }

    /// <summary>What it was made sure by; at most 500 characters, kept apart from the record.</summary>
    public string? Note { get; init; }
}

internal sealed class ConfirmLocationSlice(VisitCommands commands) : ISlice<ConfirmLocationRequest, VerdictAnswer>
{
    public async Task<VerdictAnswer> HandleAsync(Visitor visitor, ConfirmLocationRequest request, CancellationToken cancellation)
    {
        var (outcome, refusal) = await commands.ExecuteAsync(visitor, request, _ => new ConfirmLocation(request.Method, request.Note), cancellation, anyClinician: true);
        return VerdictAnswer.Of(outcome, refusal);
    }
}
