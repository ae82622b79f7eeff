using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using DeskKind = Telehealth.Server.Storage.Model.WorkItemKind;

namespace Telehealth.Server.Features.Notices;

/// <summary>What a visit wants done becomes an item on the front desk's list.</summary>
internal sealed class WorkItemEffect(IClinicDesk desk) : IOutboxHandler
{
    public string Kind { get; } = VisitPromises.KindOf<WorkItem>();

    public bool AtMostOnce => false;

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellation) => desk.ExecuteAsync(Actor.System, async (work, token) =>
    {
        await FrontDeskItems.AddAsync(work, KindOf(VisitPromises.Read<WorkItem>(message).Kind), message.VisitId, $"visit:{message.Id:D}", token);
        return true;
    }, cancellation);

    private static DeskKind KindOf(WorkItemKind kind) => kind switch
    {
        WorkItemKind.CheckInRefused => DeskKind.CheckInRefused,
        WorkItemKind.CallbackRequested => DeskKind.CallbackRequested,
        WorkItemKind.ClinicianLate => DeskKind.ClinicianLate,
        WorkItemKind.HoldLong => DeskKind.HoldLong,
        WorkItemKind.SafetyConcern => DeskKind.SafetyConcern,
        WorkItemKind.WrongPerson => DeskKind.WrongPerson,
        WorkItemKind.SafetyContinuation => DeskKind.SafetyContinuation,
    };
}
