using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The clinician made sure who a guardian is.</summary>
public sealed record VerifyGuardianRequest : CommandBody
{
    /// <summary>Absent for a guardian beside the patient, or on the phone.</summary>
    public ParticipantId? GuardianId { get; init; }

    public required GuardianIdMethod Method { get; init; }
}

internal sealed class VerifyGuardianSlice(VisitCommands commands) : ISlice<VerifyGuardianRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, VerifyGuardianRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new VerifyGuardian(request.GuardianId, request.Method), cancellation);
}
