using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>When a participant's session ends, and who holds the seat.</summary>
public sealed class SessionLifeTests
{
    [Fact]
    public async Task A_patients_session_ends_fifteen_minutes_after_the_visit_closed()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var patient = await app.JoinAsync(visit);
        await clinician.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "PatientAsked" });
        clock.Advance(TimeSpan.FromMinutes(14));
        await patient.GetAsync("/api/session");
        clock.Advance(TimeSpan.FromMinutes(1.1));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => patient.GetAsync("/api/session"))).StatusCode);
        clinician.Dispose();
    }

    [Fact]
    public async Task A_wrong_person_is_out_and_their_link_is_void_while_the_right_one_gets_in_by_a_new_link()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var wrong = await app.JoinAsync(visit);
        await CheckInAsync(app, visit);
        clock.Advance(TimeSpan.FromSeconds(10));
        await DoAsync(app, visit, new ReportWrongPerson(), Actor.OfStaff(new StaffId(Guid.Parse(id)), StaffRoles.Clinician));
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => wrong.GetAsync("/api/session"))).StatusCode);
        await Assert.ThrowsAsync<HttpRequestException>(() => app.JoinAsync(visit));

        var link = await clinician.PostAsync($"/api/visits/{visit.Id}/participants/{visit.PatientParticipantId}/link", null);
        var url = link.GetProperty("url").GetString()!;
        using var right = await app.JoinAsync(visit with { LinkToken = url[(url.LastIndexOf('/') + 1)..] });
        await right.GetAsync("/api/session");
        clinician.Dispose();
    }

    [Fact]
    public async Task A_silent_device_yields_to_a_new_one()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var first = await app.JoinAsync(visit);
        using var second = await app.JoinAsync(visit);
        await second.GetAsync("/api/session");
        Assert.Equal(HttpStatusCode.Unauthorized, (await Assert.ThrowsAsync<HttpRequestException>(() => first.GetAsync("/api/session"))).StatusCode);
        clinician.Dispose();
    }

    [Fact]
    public async Task A_live_device_that_does_not_give_way_keeps_its_seat_and_the_front_desk_hears()
    {
        var connected = new Connected();
        await using var app = await TelehealthApp.StartAsync(services: s => s.AddSingleton<IPresence>(connected).AddSingleton<ISeatArbiter, NeverYields>());
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        using var first = await app.JoinAsync(visit);
        connected.Add(visit.PatientParticipantId);
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => app.JoinAsync(visit));
        Assert.Contains("SEAT_TAKEN", refused.Message, StringComparison.Ordinal);
        await first.GetAsync("/api/session");
        using var desk = await app.FrontDeskAsync();
        Assert.Single((await desk.GetAsync("/api/work")).GetProperty("items").EnumerateArray());
        clinician.Dispose();
    }

    [Fact]
    public async Task A_guest_joins_with_a_name_and_only_as_themselves()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(id);
        var invited = await clinician.PostAsync($"/api/visits/{visit.Id}/participants", new { role = "Interpreter" });
        var url = invited.GetProperty("joinLink").GetProperty("url").GetString()!;
        using var stranger = app.Stranger();
        var joined = await stranger.PostAsync("/api/join", new { linkToken = url[(url.LastIndexOf('/') + 1)..], name = "Iris Terp", mode = "bearer" });
        Assert.Equal(("Interpreter", invited.GetProperty("participantId").GetString()), (joined.GetProperty("role").GetString(), joined.GetProperty("participantId").GetString()));
        var names = (await clinician.GetAsync($"/api/visits/{visit.Id}")).GetProperty("participants").EnumerateArray().Select(p => p.TryGetProperty("name", out var n) ? n.GetString() : null);
        Assert.Contains("Iris Terp", names);
        clinician.Dispose();
    }

    private static async Task CheckInAsync(TelehealthApp app, ScheduledVisit visit)
    {
        var consent = app.Services.GetRequiredService<ConsentTexts>().Find(ConsentTexts.Current, "en", "UT")!;
        await DoAsync(app, visit, new CheckInPatient(
            new StatedLocation("US", "UT", null, null, null), new OfferedConsent(consent.Version, consent.Language, consent.State, consent.Hash, true), "+1 801 555 0100", null,
            null, DeclineReason.PrefersNotToSay, DeclineReason.PrefersNotToSay, [], true, StatedBy.Patient, new DeviceCheck(DeviceState.Ok, DeviceState.Ok, DeviceState.Ok)),
            Actor.OfParticipant(new ParticipantId(Guid.Parse(visit.PatientParticipantId))));
    }

    private static async Task DoAsync(TelehealthApp app, ScheduledVisit visit, VisitCommand command, Actor actor)
    {
        var outcome = await app.Services.GetRequiredService<IVisitDesk>().ExecuteAsync(new VisitRequest(new VisitId(Guid.Parse(visit.Id)), command, actor), CancellationToken.None);
        Assert.Null(outcome.Refusal);
    }

    private sealed class Connected : IPresence
    {
        private ImmutableDictionary<ParticipantId, Seen> people = ImmutableDictionary<ParticipantId, Seen>.Empty;

        public void Add(string participant) => people = people.Add(new ParticipantId(Guid.Parse(participant)), new Seen(Instant.MinValue, null));

        public PresenceFacts Of(VisitId visit) => new(people);
    }

    private sealed class NeverYields : ISeatArbiter
    {
        public Task<bool> AskAsync(VisitId visit, ParticipantId participant, CancellationToken cancellation) => Task.FromResult(false);
    }
}
