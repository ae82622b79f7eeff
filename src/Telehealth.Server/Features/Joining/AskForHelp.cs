using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Joining;

/// <summary>"Ask for help" on the link's page, locked or not. The answer is the same for a link that leads nowhere.</summary>
internal sealed class AskForHelp(LinkDoor door, IClinicDesk desk, DoorCounts counts)
{
    public async Task<Answer<Done>> HandleAsync(LinkRequest request, CancellationToken cancellation)
    {
        if (await door.FindAsync(request.LinkToken, cancellation) is not { } found)
        {
            counts.Add("Join:UnknownLink");
            return Done.Yes;
        }

        return await desk.ExecuteAsync<Answer<Done>>(Actor.OfParticipant(found.Participant.Id), async (work, token) =>
        {
            var hour = work.Now.InUtc();
            await FrontDeskItems.AddAsync(work, WorkItemKind.HelpAsked, found.Visit.Id, $"help:{found.Link.Id:D}:{hour.Date:yyyyMMdd}:{hour.Hour}", token);
            return Done.Yes;
        }, cancellation);
    }
}
