using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using DeskKind = Telehealth.Server.Storage.Model.WorkItemKind;

namespace Telehealth.Server.Tests.Notices;

/// <summary>A text message goes out once, whatever happens meanwhile, and only where it helps.</summary>
public abstract class NoticeDeliveryTests(DatabaseFixture database) : IAsyncLifetime
{
    private readonly FakeTimeProvider time = DatabaseNode.NewTime();
    private readonly WatchedSender sms = new();
    private NoticeNode node = null!;

    public async Task InitializeAsync()
    {
        node = await NoticeNode.StartAsync(database, time, sms);
        await using var db = await node.Node.OpenAsync();
        await db.Outbox.ExecuteDeleteAsync();
        await db.Suppressions.ExecuteDeleteAsync();
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task A_cancelled_visit_is_told_once_in_the_patients_language_and_time()
    {
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2), language: "es-MX"));
        await node.DispatchAsync();
        await node.DispatchAsync();

        var sent = Assert.Single(sms.Sent);
        Assert.Equal(NoticeNode.Called, sent.To);
        Assert.Contains("se canceló", sent.Text, StringComparison.Ordinal);
        Assert.Contains("1:00 p. m., hora de la Montaña (MST)", sent.Text, StringComparison.Ordinal);
        var row = Assert.Single(await node.NoticesAsync(visit));
        Assert.Equal((NoticeStatus.Accepted, $"V{row.Id:N}", null), (row.Status, row.VendorId, row.Secret));
    }

    [Fact]
    public async Task What_is_under_way_when_a_process_dies_is_unknown_and_not_sent_again()
    {
        var answer = new TaskCompletionSource<NoticeReceipt>(TaskCreationOptions.RunContinuationsAsynchronously);
        sms.Answer = _ => answer.Task;
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2)));
        var hanging = node.DispatchAsync();
        await Telehealth.Tests.Shared.Poll.UntilAsync(() => Task.FromResult(sms.Sent.Count == 1), "the call is made");

        time.Advance(TimeSpan.FromMinutes(5));
        await node.DispatchAsync();
        Assert.Equal(NoticeStatus.Unknown, Assert.Single(await node.NoticesAsync(visit)).Status);
        Assert.Single(await ItemsAsync(visit, DeskKind.NoticeUnknown));

        // It did not die after all: what it learns then is news like any other.
        answer.SetResult(new NoticeReceipt("late"));
        await hanging;
        await node.DispatchAsync();
        Assert.Equal((NoticeStatus.Accepted, "late"), (await node.NoticesAsync(visit)) is [var row] ? (row.Status, row.VendorId) : default);
        Assert.Single(sms.Sent);
    }

    [Fact]
    public async Task Dispatchers_of_several_processes_send_each_text_once()
    {
        var visits = new List<Visit>();
        for (var i = 0; i < 12; i++) visits.Add(await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2))));
        await using var other = database.SeveralNodes ? await NoticeNode.StartAsync(database, time, sms) : null;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => (i % 2 == 0 ? node : other ?? node).DispatchAsync())));
        await node.DispatchAsync();

        Assert.Equal(12, sms.Sent.Count);
        Assert.Equal(12, sms.Sent.Select(s => s.Id).Distinct().Count());
        foreach (var visit in visits) Assert.Equal(NoticeStatus.Accepted, Assert.Single(await node.NoticesAsync(visit)).Status);
    }

    [Fact]
    public async Task What_was_surely_not_sent_is_tried_again_later_and_given_up_at_last()
    {
        sms.Answer = _ => throw new NoticeNotSentException("VENDOR_BUSY", TimeSpan.FromMinutes(1));
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2)));
        await node.DispatchAsync();
        Assert.Equal((NoticeStatus.Planned, "VENDOR_BUSY"), (await node.NoticesAsync(visit)) is [var first] ? (first.Status, first.Code) : default);
        time.Advance(TimeSpan.FromSeconds(30));
        await node.DispatchAsync();
        Assert.Single(sms.Sent);

        for (var i = 0; i < 8; i++)
        {
            time.Advance(TimeSpan.FromMinutes(11));
            await node.DispatchAsync();
        }

        Assert.Equal(8, sms.Sent.Count);
        Assert.Equal((NoticeStatus.Failed, "VENDOR_BUSY"), (await node.NoticesAsync(visit)) is [var last] ? (last.Status, last.Code) : default);
    }

    [Fact]
    public async Task Of_what_the_vendor_left_open_nobody_knows_until_staff_ask()
    {
        sms.Answer = _ => throw new NoticeUnknownException("TIMEOUT");
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2)));
        await node.DispatchAsync();
        time.Advance(TimeSpan.FromHours(1));
        await node.DispatchAsync();

        Assert.Single(sms.Sent);
        Assert.Equal(NoticeStatus.Unknown, Assert.Single(await node.NoticesAsync(visit)).Status);
    }

    [Fact]
    public async Task Who_opted_out_at_the_vendor_hears_nothing_more()
    {
        sms.Answer = _ => Task.FromResult(new NoticeReceipt(null, NoticeCodes.OptedOut));
        var (first, second) = (await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2))), await node.VisitAsync(Duration.FromHours(3)));
        await node.DispatchAsync();
        await node.CancelAsync(second);
        await node.DispatchAsync();

        Assert.Single(sms.Sent);
        foreach (var visit in new[] { first, second })
            Assert.Equal((NoticeStatus.Suppressed, "OPTED_OUT"), (await node.NoticesAsync(visit)) is [var row] ? (row.Status, row.Code) : default);
    }

    [Theory]
    [InlineData("+1 801 555", "NUMBER_INVALID")]
    [InlineData("801-555-0123 x12", "NUMBER_INVALID")]
    public async Task A_number_that_cannot_be_texted_is_flagged_and_nothing_is_sent(string phone, string code)
    {
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2), phone));
        await node.DispatchAsync();

        Assert.Empty(sms.Sent);
        Assert.Equal((NoticeStatus.Failed, code), (await node.NoticesAsync(visit)) is [var row] ? (row.Status, row.Code) : default);
        Assert.Single(await ItemsAsync(visit, DeskKind.NumberFlagged));
    }

    [Fact]
    public async Task Whom_no_channel_reaches_is_recorded_as_not_told()
    {
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2), phone: null, email: NoticeNode.Email));
        await node.DispatchAsync();

        Assert.Empty(await node.NoticesAsync(visit));
        Assert.Equal(["NO_CHANNEL"], await node.ReasonsAsync(visit, "NoticeNotSent"));
    }

    [Fact]
    public async Task The_link_of_a_message_opens_the_visit_and_is_kept_no_longer_than_needed()
    {
        var visit = await node.VisitAsync(Duration.FromHours(48));
        var link = await node.Node.Get<Invitations>().IssueAsync(DatabaseClinic.FrontDesk, visit, visit.Patient!, "invite:1");
        var planned = Assert.Single(await node.NoticesAsync(visit));
        Assert.DoesNotContain(link.Token, planned.Secret, StringComparison.Ordinal);
        await node.DispatchAsync();

        Assert.Contains($"https://visits.example.test/join/{link.Token}", Assert.Single(sms.Sent).Text, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await node.NoticesAsync(visit)).Secret);
        await node.Node.Get<Invitations>().IssueAsync(DatabaseClinic.FrontDesk, visit, visit.Patient!, "invite:1");
        await node.DispatchAsync();
        Assert.Single(sms.Sent);
    }

    [Fact]
    public async Task A_clinician_who_is_ready_texts_the_patient_who_is_away_and_not_at_every_press()
    {
        var clinician = await node.Clinic.AddClinicianAsync();
        var visit = await node.VisitAsync(Duration.FromMinutes(5), clinician: clinician);
        var patient = Actor.OfParticipant(visit.Patient!.Id);
        await node.Clinic.DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, IdentityMethod.BirthDate, false), patient);
        await node.Clinic.DoAsync(visit.Id, DatabaseClinic.CheckIn(), patient);
        time.Advance(TimeSpan.FromMinutes(4));

        for (var press = 0; press < 2; press++)
        {
            var no = await node.Clinic.TryAsync(visit.Id, DatabaseClinic.Claim() with { Anyway = false }, DatabaseClinic.As(clinician));
            Assert.Equal(RefusalCode.PatientAway, no.Refusal?.Code);
            await node.DispatchAsync();
            time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Contains("Your clinician is ready", Assert.Single(sms.Sent).Text, StringComparison.Ordinal);
    }

    private async Task<List<Telehealth.Server.Storage.Model.WorkItem>> ItemsAsync(Visit visit, DeskKind kind)
    {
        await using var db = await node.Node.OpenAsync();
        return await db.WorkItems.AsNoTracking().Where(i => i.VisitId == visit.Id && i.Kind == kind && i.DoneAt == null).ToListAsync();
    }
}

public sealed class NoticeDeliveryOnSqliteTests(SqliteDatabase database) : NoticeDeliveryTests(database), IClassFixture<SqliteDatabase>;

public sealed class NoticeDeliveryOnPostgresTests(PostgresDatabase database) : NoticeDeliveryTests(database), IClassFixture<PostgresDatabase>;
