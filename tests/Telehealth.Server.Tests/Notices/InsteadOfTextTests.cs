using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Notices;

/// <summary>Whom a text message can never reach is told by e-mail; whom it may reach is told once.</summary>
public sealed class InsteadOfTextTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly FakeTimeProvider time = DatabaseNode.NewTime();
    private readonly WatchedSender sms = new(), email = new(NoticeChannel.Email);
    private NoticeNode node = null!;

    public async Task InitializeAsync()
    {
        node = await NoticeNode.StartAsync(database, time, sms, email);
        await using var db = await node.Node.OpenAsync();
        await db.Outbox.ExecuteDeleteAsync();
        await db.Suppressions.ExecuteDeleteAsync();
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Theory]
    [InlineData(NoticeCodes.NumberInvalid, NoticeStatus.Failed)]
    [InlineData(NoticeCodes.NotReachable, NoticeStatus.Failed)]
    [InlineData(NoticeCodes.OptedOut, NoticeStatus.Suppressed)]
    internal async Task Who_is_refused_as_a_text_gets_the_same_notice_by_email_and_the_record_tells_both(string refused, NoticeStatus status)
    {
        sms.Answer = _ => Task.FromResult(new NoticeReceipt(null, refused));
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2), email: NoticeNode.Email));
        await AllAsync();

        Assert.Single(sms.Sent);
        Assert.Equal(NoticeNode.Email, Assert.Single(email.Sent).To);
        await IsAsync(visit, (NoticeChannel.Sms, status, refused), (NoticeChannel.Email, NoticeStatus.Accepted, null));
        Assert.Contains(NoticeCodes.InsteadOfText, await PlannedAsync(visit));
    }

    [Fact]
    public async Task A_number_that_is_none_and_one_that_wants_no_texts_are_not_asked_of_the_vendor()
    {
        await node.Node.Get<INoticeNews>().SuppressAsync(NoticeChannel.Sms, NoticeNode.Called, true, default);
        var (silent, wrong) = (await node.VisitAsync(Duration.FromHours(2), email: NoticeNode.Email), await node.VisitAsync(Duration.FromHours(2), "+1 801 555", NoticeNode.Email));
        foreach (var visit in new[] { silent, wrong }) await node.CancelAsync(visit);
        await AllAsync();

        Assert.Empty(sms.Sent);
        Assert.Equal(2, email.Sent.Count);
        await IsAsync(silent, (NoticeChannel.Sms, NoticeStatus.Suppressed, NoticeCodes.OptedOut), (NoticeChannel.Email, NoticeStatus.Accepted, null));
        await IsAsync(wrong, (NoticeChannel.Sms, NoticeStatus.Failed, NoticeCodes.NumberInvalid), (NoticeChannel.Email, NoticeStatus.Accepted, null));
    }

    [Fact]
    public async Task The_link_goes_along()
    {
        sms.Answer = _ => Task.FromResult(new NoticeReceipt(null, NoticeCodes.NotReachable));
        var visit = await node.VisitAsync(Duration.FromHours(48), email: NoticeNode.Email);
        var link = await node.Node.Get<Invitations>().IssueAsync(DatabaseClinic.FrontDesk, visit, visit.Patient!, "invite:e");
        await AllAsync();

        Assert.Contains($"/join/{link.Token}", Assert.Single(email.Sent).Text, StringComparison.Ordinal);
        Assert.All(await node.NoticesAsync(visit), n => Assert.Null(n.Secret));
    }

    [Fact]
    public async Task A_guest_is_told_at_the_guests_own_address()
    {
        sms.Answer = _ => Task.FromResult(new NoticeReceipt(null, NoticeCodes.NotReachable));
        var visit = await node.VisitAsync(Duration.FromHours(48), email: NoticeNode.Email);
        await node.Node.Get<Invitations>().IssueAsync(DatabaseClinic.FrontDesk, visit, visit.Patient! with { Role = ParticipantRole.SupportPerson }, "invite:g", new Reachable("+18015550188", "guest@example.test"));
        await AllAsync();

        Assert.Equal("guest@example.test", Assert.Single(email.Sent).To);
    }

    [Fact]
    public async Task What_was_accepted_or_may_have_been_is_not_told_again_by_email()
    {
        var failed = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2), email: NoticeNode.Email));
        await node.DispatchAsync();
        await node.Node.Get<INoticeNews>().AdvanceAsync((await node.NoticesAsync(failed)).Single().Id, NoticeStatus.Failed, null, NoticeCodes.NotReachable, default);
        sms.Answer = _ => throw new NoticeUnknownException("TIMEOUT");
        await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2), email: NoticeNode.Email));
        await AllAsync();

        Assert.Equal(2, sms.Sent.Count);
        Assert.Empty(email.Sent);
    }

    [Fact]
    public async Task Without_an_address_the_refusal_is_all_there_is()
    {
        sms.Answer = _ => Task.FromResult(new NoticeReceipt(null, NoticeCodes.NumberInvalid));
        var visit = await node.CancelAsync(await node.VisitAsync(Duration.FromHours(2)));
        await AllAsync();

        await IsAsync(visit, (NoticeChannel.Sms, NoticeStatus.Failed, NoticeCodes.NumberInvalid));
    }

    private async Task AllAsync()
    {
        for (var i = 0; i < 3; i++) await node.DispatchAsync();
    }

    private async Task IsAsync(Visit visit, params (NoticeChannel, NoticeStatus, string?)[] expected) =>
        Assert.Equal(expected, (await node.NoticesAsync(visit)).OrderBy(n => n.Channel).Select(n => (n.Channel, n.Status, n.Code)));

    private async Task<string> PlannedAsync(Visit visit)
    {
        await using var db = await node.Node.OpenAsync();
        var records = await db.Records.AsNoTracking().Where(r => r.VisitId == visit.Id && r.Code == "NoticePlanned").Select(r => r.Bytes).ToListAsync();
        return string.Concat(records.Select(System.Text.Encoding.UTF8.GetString));
    }
}
