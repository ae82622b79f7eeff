using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live.Board;

internal sealed class WatchBoardSlice(BoardWatchers watchers, StaffDirectory names, IClinicDesk clinic) : ISlice<WatchBoardRequest, WatchBoardAnswer>, ISlice<UnwatchBoardRequest, PlainAnswer>
{
    private const StaffRoles Watchers = StaffRoles.Clinician | StaffRoles.FrontDesk | StaffRoles.Admin;

    public async Task<WatchBoardAnswer> HandleAsync(Visitor visitor, WatchBoardRequest request, CancellationToken cancellation)
    {
        if (visitor.Actor.Staff is not { } staff || !visitor.Actor.Is(Watchers)) return new() { Refusal = RefusalView.Of(RefusalCode.NotAllowed) };
        await clinic.AppendAsync(visitor.Actor, new ClinicRecord("BoardViewed", "reads", new Dictionary<string, string> { ["staff"] = staff.ToString() }), cancellation);
        await names.KnowAllAsync(cancellation);
        return new() { Board = watchers.Watch(visitor.ConnectionId, ScopeOf(visitor, request.Filter)) };
    }

    public Task<PlainAnswer> HandleAsync(Visitor visitor, UnwatchBoardRequest request, CancellationToken cancellation)
    {
        watchers.Unwatch(visitor.ConnectionId);
        return Task.FromResult(new PlainAnswer());
    }

    private static BoardScope ScopeOf(Visitor visitor, BoardFilter? filter)
    {
        var seesAll = visitor.Actor.Is(StaffRoles.FrontDesk | StaffRoles.Admin);
        var mine = filter?.Mine ?? false;
        return new BoardScope(seesAll && !mine ? null : visitor.Actor.Staff, mine, filter?.Day);
    }
}
