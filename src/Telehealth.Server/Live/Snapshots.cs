using Telehealth.Domain.Views;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>What somebody who joins gets: what they missed, where this process still has all of it, else the visit as it is. A look by staff is recorded.</summary>
internal sealed class Snapshots(WatchedVisits visits, VisitProjector projector, BoardRefresh board, IClinicDesk clinic)
{
    public async Task<JoinVisitAnswer> AnswerAsync(Visitor visitor, Audience audience, LoadedVisit found, long? since, CancellationToken cancellation)
    {
        board.Put(found);
        if (audience.IsStaff) await RecordAsync(visitor, found, cancellation);
        var version = found.Visit.Version;
        var facts = await projector.GatherAsync(found, cancellation);
        if (since is { } have && visits.Get(found.Visit.Id).Missed(have, version) is { IsEmpty: false } missed)
            return new() { Version = version, Missed = [.. missed.Select(m => Delivery.EnvelopeOf(m, audience, facts))] };
        return new() { Version = version, View = VisitViews.Of(found.Visit, audience, facts), Missed = since == version ? [] : null };
    }

    private Task RecordAsync(Visitor visitor, LoadedVisit found, CancellationToken cancellation) => clinic.AppendAsync(
        visitor.Actor, new ClinicRecord("VisitViewed", "reads", new Dictionary<string, string> { ["visit"] = found.Visit.Id.ToString(), ["patient"] = found.Visit.PatientId.ToString() }), cancellation);
}
