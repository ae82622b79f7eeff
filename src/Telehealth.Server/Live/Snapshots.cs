using Telehealth.Domain.Views;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>What somebody who joins gets: what they missed, where this process still has all of it, else the visit as it is.</summary>
internal sealed class Snapshots(WatchedVisits visits, VisitProjector projector, BoardRefresh board)
{
    public async Task<JoinVisitAnswer> AnswerAsync(Audience audience, LoadedVisit found, long? since, CancellationToken cancellation)
    {
        board.Put(found);
        var version = found.Visit.Version;
        var facts = await projector.GatherAsync(found, cancellation);
        if (since is { } have && visits.Get(found.Visit.Id).Missed(have, version) is { IsEmpty: false } missed)
            return new() { Version = version, Missed = [.. missed.Select(m => Delivery.EnvelopeOf(m, audience, facts))] };
        return new() { Version = version, View = VisitViews.Of(found.Visit, audience, facts), Missed = since == version ? [] : null };
    }
}
