using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>Offer the visit to another clinician; the sender stays responsible until it is accepted.</summary>
public sealed record TransferVisitRequest : CommandBody
{
    /// <summary>Who is to take over.</summary>
    public required StaffId ClinicianId { get; init; }

    /// <summary>For the receiver alone, at most 2,000 characters.</summary>
    public string? Note { get; init; }

    internal override RefusalView? Check() => CheckText(Note);
}

internal sealed class TransferVisitSlice(VisitCommands commands) : ISlice<TransferVisitRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, TransferVisitRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new TransferVisit(request.ClinicianId, request.Note), cancellation);
}
