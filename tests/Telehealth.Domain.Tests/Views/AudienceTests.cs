using NodaTime;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Views;

public sealed class AudienceTests
{
    private static readonly Audience Patient = Audience.Of(Marked.Visit.Patient!);
    private static readonly Audience Guest = Audience.Of(Marked.Visit.Find(Marked.Guest)!);

    private static string See(Audience audience, Visit? visit = null) => Marked.Json(VisitViews.Of(visit ?? Marked.Visit, audience, Marked.Facts));

    private static void Hides(string json, params string[][] marks) =>
        Assert.DoesNotContain(marks.SelectMany(m => m), mark => json.Contains(mark, StringComparison.Ordinal));

    [Fact]
    public void Staff_see_the_patients_place_contacts_and_decision()
    {
        foreach (var staff in new[] { Audience.Clinician(Marked.Clinician), Audience.FrontDesk, Audience.Admin })
        {
            var json = See(staff);
            Assert.All(Marked.Contacts.Concat(Marked.Address).Concat(Marked.Household).Concat(Marked.DecisionMarks), mark => Assert.Contains(mark, json, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Nobody_sees_the_rooms_name_the_vendors_id_or_the_end_note() =>
        Assert.All(Audience.Entitled(Marked.Visit), a => Hides(See(a), ["M-ROOM", "M-VENDOR", "M-ENDNOTE", "M-HASH"]));

    [Fact]
    public void Patient_sees_their_own_place_but_no_decision_contacts_alerts_or_transfer_note()
    {
        var json = See(Patient);
        Hides(json, Marked.Contacts, Marked.Household, Marked.DecisionMarks, ["M-NOTE", "CONTINUATION_DENIED"]);
        Assert.Contains("M-LINE", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Patient_is_shown_nothing_of_their_place_after_the_visit_closed() =>
        Hides(See(Patient, Marked.Visit with { Closing = new(VisitOutcome.Completed, VisitOutcome.Completed, Marked.Now, null, null) }), Marked.Address);

    [Fact]
    public void Guest_sees_no_address_contacts_decision_concern_claim_or_family_name()
    {
        var json = See(Guest);
        Hides(json, Marked.Address, Marked.Contacts, Marked.Household, Marked.DecisionMarks, ["M-NOTE", "M-FAMILY", "M-LANG", "CONTINUATION_DENIED", Marked.Concern.ToString()]);
        Assert.DoesNotContain("\"Open\":true", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Board_row_holds_no_address_contact_or_birth_date() =>
        Hides(Marked.Json(BoardRows.Of(Marked.Visit, Marked.Facts)), Marked.Address, Marked.Contacts, Marked.Household, ["M-NOTE", "M-ROOM"]);

    [Fact]
    public void Removed_guest_and_another_clinician_are_strangers()
    {
        Assert.Null(Audience.For(Marked.Visit, Actor.OfParticipant(Marked.OtherGuest)));
        Assert.Null(Audience.For(Marked.Visit, Actor.OfStaff(new(Guid.NewGuid()), StaffRoles.Clinician)));
        Assert.Null(Audience.For(Marked.Visit, Actor.OfStaff(new(Guid.NewGuid()), StaffRoles.Auditor)));
        Assert.Null(Audience.For(Marked.Visit, Actor.OfParticipant(Marked.ClinicianPerson)));
        Assert.DoesNotContain(Audience.Entitled(Marked.Visit), a => a.Participant == Marked.OtherGuest);
    }

    [Fact]
    public void Everyone_who_has_an_audience_is_entitled_to_it()
    {
        Actor[] actors =
        [
            Actor.OfParticipant(Marked.Patient), Actor.OfParticipant(Marked.Guest), Actor.OfStaff(Marked.Clinician, StaffRoles.Clinician),
            Actor.OfStaff(Marked.Receiver, StaffRoles.Clinician), Actor.OfStaff(new(Guid.NewGuid()), StaffRoles.FrontDesk),
            Actor.OfStaff(new(Guid.NewGuid()), StaffRoles.Admin),
        ];
        Assert.All(actors, actor => Assert.Contains(Audience.For(Marked.Visit, actor), Audience.Entitled(Marked.Visit)));
    }

    [Fact]
    public void Every_event_has_a_row_that_says_who_hears_of_it() =>
        Assert.DoesNotContain(typeof(VisitEvent).Assembly.GetTypes(), t => t.IsSubclassOf(typeof(VisitEvent)) && !EventViews.Knows(t));

    [Fact]
    public void Guest_hears_of_a_location_only_when_it_is_their_own()
    {
        VisitEvent[] events = [new LocationReaffirmed(Marked.Patient, CheckIn.StatedBy.Patient), new ParticipantCheckedIn(Marked.Guest, CheckIn.StatedBy.Patient, new(default, default, default), 0), new VisitHeld(), new IdentityConfirmed(Marked.Clinician)];
        Assert.Equal(["ParticipantCheckedIn", "VisitHeld"], EventViews.For(events, Guest).Select(e => e.Type));
        Assert.Equal(["LocationReaffirmed", "ParticipantCheckedIn", "VisitHeld"], EventViews.For(events, Patient).Select(e => e.Type));
        Assert.Equal(4, EventViews.For(events, Audience.Admin).Count);
    }

    [Fact]
    public void Presence_is_reconnecting_for_30_seconds_and_away_after_two_minutes()
    {
        Presence After(int seconds) => PresenceWords.Of(new Seen(null, Marked.Now - Duration.FromSeconds(seconds)), Marked.Now, VisitPolicy.Default);
        Assert.Equal(Presence.Reconnecting, After(0));
        Assert.Equal(Presence.Reconnecting, After(29));
        Assert.Equal(Presence.Offline, After(30));
        Assert.Equal(Presence.Offline, After(119));
        Assert.Equal(Presence.Away, After(120));
        Assert.Equal(Presence.Connected, PresenceWords.Of(new Seen(Marked.Now, null), Marked.Now, VisitPolicy.Default));
        Assert.Equal(Presence.Offline, PresenceWords.Of(null, Marked.Now, VisitPolicy.Default));
    }
}
