using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Notices;

/// <summary>A day and ten minutes ahead, whichever process is alive then; never of a time that no longer holds.</summary>
public sealed class ReminderTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private readonly FakeTimeProvider time = DatabaseNode.NewTime();
    private readonly WatchedSender sms = new();
    private NoticeNode node = null!;

    public async Task InitializeAsync()
    {
        node = await NoticeNode.StartAsync(database, time, sms);
        await using var db = await node.Node.OpenAsync();
        await db.Outbox.ExecuteDeleteAsync();
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_patient_is_reminded_a_day_and_ten_minutes_ahead_by_whichever_process_lives()
    {
        var visit = await node.VisitAsync(Duration.FromHours(30));
        await node.DispatchAsync();
        await node.DisposeAsync();
        Assert.Empty(sms.Sent);

        node = await NoticeNode.StartAsync(database, time, sms);
        await AtAsync(TimeSpan.FromHours(6));
        Assert.Single(sms.Sent);
        await AtAsync(TimeSpan.FromHours(23));
        Assert.Single(sms.Sent);
        await AtAsync(TimeSpan.FromMinutes(51));

        Assert.Equal(2, sms.Sent.Count);
        Assert.All(sms.Sent, s => Assert.Contains("/join/", s.Text, StringComparison.Ordinal));
        Assert.Equal(2, sms.Sent.Select(s => s.Text[s.Text.IndexOf("/join/", StringComparison.Ordinal)..]).Distinct().Count());
        Assert.All(await node.NoticesAsync(visit), n => Assert.Equal((NoticeKind.Reminder, NoticeStatus.Accepted), (n.Kind, n.Status)));
        Assert.Equal(2, await LinksAsync(visit));
    }

    [Fact]
    public async Task A_moved_visit_is_reminded_of_its_new_time_only()
    {
        var visit = await node.VisitAsync(Duration.FromHours(30));
        await node.DispatchAsync();
        await node.Clinic.DoAsync(visit.Id, new RescheduleVisit(visit.StartsAt + Duration.FromHours(48), 30), DatabaseClinic.FrontDesk);
        await node.DispatchAsync();
        Assert.Contains("has moved to", Assert.Single(sms.Sent).Text, StringComparison.Ordinal);

        await AtAsync(TimeSpan.FromHours(7));
        await AtAsync(TimeSpan.FromHours(24));
        Assert.Single(sms.Sent);
        Assert.Equal(["MOVED", "MOVED"], await node.ReasonsAsync(visit, "NoticeNotSent"));
        await AtAsync(TimeSpan.FromHours(23));
        Assert.Equal(2, sms.Sent.Count);
    }

    [Fact]
    public async Task Who_waits_already_and_who_was_cancelled_is_not_reminded()
    {
        var clinician = await node.Clinic.AddClinicianAsync();
        var (waits, cancelled) = (await node.VisitAsync(Duration.FromMinutes(25), clinician: clinician), await node.VisitAsync(Duration.FromMinutes(25), phone: null));
        var patient = Actor.OfParticipant(waits.Patient!.Id);
        await node.DispatchAsync();
        await node.Clinic.DoAsync(waits.Id, new IdentifyParticipant(waits.Patient.Id, IdentityMethod.BirthDate, false), patient);
        await node.Clinic.DoAsync(waits.Id, DatabaseClinic.CheckIn(), patient);
        await node.CancelAsync(cancelled);
        await AtAsync(TimeSpan.FromMinutes(16));

        Assert.Empty(sms.Sent);
        Assert.Equal(["ARRIVED"], await node.ReasonsAsync(waits, "NoticeNotSent"));
        Assert.Equal(["CLOSED", "NO_CHANNEL"], (await node.ReasonsAsync(cancelled, "NoticeNotSent")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_an_outage_the_older_reminder_gives_way_to_the_newer()
    {
        var visit = await node.VisitAsync(Duration.FromHours(30));
        await node.DispatchAsync();
        await AtAsync(TimeSpan.FromHours(29) + TimeSpan.FromMinutes(55));

        Assert.Single(sms.Sent);
        Assert.Equal(["OVERTAKEN"], await node.ReasonsAsync(visit, "NoticeNotSent"));
    }

    private async Task AtAsync(TimeSpan later)
    {
        time.Advance(later);
        await node.DispatchAsync();
    }

    private async Task<int> LinksAsync(Visit visit)
    {
        await using var db = await node.Node.OpenAsync();
        return await db.Links.CountAsync(l => l.VisitId == visit.Id && l.RevokedAt == null);
    }
}
