using System.Collections.Immutable;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Tells the audiences of one visit: one envelope for each version, its view made and written once for each audience.</summary>
internal sealed class Delivery(
    IHubContext<VisitHub, IVisitClient> hub, VisitProjector projector, LinePlaces places, LiveReach reach, AlertRecords alerts, TimeProvider time)
{
    public async Task AnnounceAsync(WatchedVisit visit, CommittedChange change)
    {
        if (change.After.Visit.Version != change.Before.Visit.Version)
        {
            var announced = new Announced(change.After, [.. change.Decision.Events], change.At);
            visit.Remember(announced);
            if (reach.IsShared || visit.IsWatched) await TellAsync(visit, announced, change.Before.Visit);
            TellAlerts(visit, announced);
        }

        places.Follow(change);
    }

    /// <summary>This version again, or one that another process made: clients drop what they have.</summary>
    public Task TellAsync(WatchedVisit visit, LoadedVisit found) => TellAsync(visit, new Announced(found, [], time.Now()), found.Visit);

    public void Resync(WatchedVisit visit)
    {
        var audiences = visit.Latest is { } latest ? Audience.Entitled(latest.Visit).Union(visit.AudiencesHere) : visit.AudiencesHere;
        foreach (var audience in audiences) Resync(visit, audience);
    }

    public static VisitChanged EnvelopeOf(Announced announced, Audience audience, ViewFacts facts) => new(
        announced.After.Visit.Id, announced.Version, announced.At, EventViews.For(announced.Events, audience), VisitViews.Of(announced.After.Visit, audience, facts));

    /// <summary>Sends one unversioned message to everybody entitled, but whom <paramref name="but"/> names.</summary>
    public void Tell(WatchedVisit visit, Func<IVisitClient, Task> message, Func<Audience, bool>? but = null)
    {
        if (visit.Latest is not { } latest) return;
        foreach (var audience in AudiencesOf(visit, latest.Visit))
        {
            if (but?.Invoke(audience) is not true) Send(visit, audience, message);
        }
    }

    public void Send(WatchedVisit visit, Audience audience, Func<IVisitClient, Task> message)
    {
        var group = hub.Clients.Group(visit.GroupOf(audience));
        visit.OutletTo(audience).Send(() => message(group), () => group.Resync(new Resync(visit.Id)));
    }

    private async Task TellAsync(WatchedVisit visit, Announced announced, Visit before)
    {
        var facts = await projector.GatherAsync(announced.After, CancellationToken.None);
        var now = AudiencesOf(visit, announced.After.Visit);
        foreach (var audience in now)
        {
            var envelope = EnvelopeOf(announced, audience, facts);
            Send(visit, audience, client => client.VisitChanged(envelope));
        }

        // Whoever may no longer look is told to read anew, and then hears that there is nothing for them.
        var known = reach.IsShared ? Audience.Entitled(before).Union(visit.AudiencesHere) : visit.AudiencesHere;
        foreach (var lost in known.Where(a => !now.Contains(a)).ToList()) Resync(visit, lost);
    }

    private void TellAlerts(WatchedVisit visit, Announced announced)
    {
        foreach (var alert in announced.Events.Select(CodeOf).OfType<string>().Distinct())
        {
            var message = new LiveAlert(visit.Id, alert, null, announced.At);
            Tell(visit, client => client.AlertRaised(message), but: audience => !audience.IsStaff);
            alerts.Note(announced.After.Visit, alert);
        }
    }

    private static string? CodeOf(VisitEvent happened) => happened switch
    {
        Domain.Visits.AlertRaised raised => AlertCodes.Of(raised.Alert),
        SafetyConcernRaised => AlertCodes.SafetyConcern,
        _ => null,
    };

    private void Resync(WatchedVisit visit, Audience audience) => Send(visit, audience, client => client.Resync(new Resync(visit.Id)));

    /// <summary>Where one process serves the clinic, only who is connected to it needs a view. A handful: lists, because a set costs more than it saves.</summary>
    private List<Audience> AudiencesOf(WatchedVisit visit, Visit state)
    {
        var here = visit.AudiencesHere;
        List<Audience> told = [.. Audience.Entitled(state)];
        if (!reach.IsShared) told.RemoveAll(a => !here.Contains(a));
        if (Audience.IsUnassigned(state)) told.AddRange(here.Where(a => a.Kind is AudienceKind.Clinician && !told.Contains(a)));
        return told;
    }
}
