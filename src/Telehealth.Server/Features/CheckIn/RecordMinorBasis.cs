using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>A clinician records a minor's own basis for care.</summary>
public sealed record RecordMinorBasisRequest : CommandBody
{
    /// <summary>Why a person under 18 may be treated.</summary>
    public required MinorBasis Basis { get; init; }

    /// <summary>On a basis of the minor's own, guardians are taken out of the visit unless this is true.</summary>
    public bool? KeepGuardian { get; init; }
}

internal sealed class RecordMinorBasisSlice(VisitCommands commands) : ISlice<RecordMinorBasisRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, RecordMinorBasisRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new RecordMinorBasis(request.Basis) { KeepGuardian = request.KeepGuardian ?? false }, cancellation);
}
