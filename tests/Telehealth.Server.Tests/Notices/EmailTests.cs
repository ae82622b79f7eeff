using Ical.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using NodaTime;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.Notices;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Notices;

/// <summary>E-mail over a real socket, read back by a mail reader and a calendar.</summary>
public sealed class EmailTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly FakeTimeProvider time = DatabaseNode.NewTime();
    private readonly MailServer server = new();
    private NoticeNode node = null!;

    public async Task InitializeAsync()
    {
        node = await NoticeNode.StartAsync(database, time, server.Sender());
        await using var db = await node.Node.OpenAsync();
        await db.Outbox.ExecuteDeleteAsync();
    }

    public async Task DisposeAsync()
    {
        await node.DisposeAsync();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task An_invitation_comes_with_a_calendar_entry_that_moves_and_goes_with_the_visit()
    {
        var visit = await InvitedAsync();
        visit = await node.Clinic.DoAsync(visit.Id, new RescheduleVisit(visit.StartsAt + Duration.FromHours(24), 45), DatabaseClinic.FrontDesk);
        await node.DispatchAsync();
        await node.CancelAsync(visit);
        await node.DispatchAsync();

        var entries = server.Received.Select(CalendarOf).ToList();
        Assert.Equal(["REQUEST", "REQUEST", "CANCEL"], entries.Select(c => c.Method));
        Assert.Single(entries.Select(c => c.Events.Single().Uid).Distinct());
        Assert.Equal(entries.Select(c => c.Events.Single().Sequence).Order().Distinct(), entries.Select(c => c.Events.Single().Sequence));
        var moved = entries[1].Events.Single();
        Assert.Equal("America/Denver", moved.Start!.TzId);
        Assert.Equal("America/Denver", Assert.Single(entries[1].TimeZones).TzId);
        Assert.Equal(visit.StartsAt, Instant.FromDateTimeUtc(moved.Start.AsUtc));
        Assert.Equal(visit.StartsAt + Duration.FromMinutes(45), Instant.FromDateTimeUtc(moved.End!.AsUtc));
        Assert.Equal("CANCELLED", entries[2].Events.Single().Status);
    }

    [Fact]
    public async Task A_message_says_the_same_plainly_and_with_a_link_and_its_subject_says_only_who_writes()
    {
        await InvitedAsync();

        var message = Assert.Single(server.Received);
        Assert.Equal("A message from Telehealth Clinic", message.Subject);
        Assert.Equal(NoticeNode.Email, message.To.Mailboxes.Single().Address);
        Assert.Equal("no-reply@clinic.example", message.From.Mailboxes.Single().Address);
        Assert.Contains("You have a video visit on ", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://visits.example.test/join/", message.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/join/", CalendarTextOf(message), StringComparison.Ordinal);
        Assert.Equal("Video visit, Telehealth Clinic", CalendarOf(message).Events.Single().Summary);
    }

    [Fact]
    public async Task One_whose_receipt_was_lost_is_handed_over_again_as_the_same_message()
    {
        server.Answers["END"] = null;
        var visit = await InvitedAsync();
        Assert.Equal((NoticeStatus.Planned, "MAIL_UNREACHABLE"), (await node.NoticesAsync(visit)) is [var first] ? (first.Status, first.Code) : default);
        server.Answers.Clear();
        time.Advance(TimeSpan.FromMinutes(1));
        await node.DispatchAsync();

        Assert.Equal(2, server.Received.Count);
        Assert.Single(server.Received.Select(m => m.MessageId).Distinct());
        Assert.Equal(NoticeStatus.Accepted, Assert.Single(await node.NoticesAsync(visit)).Status);
    }

    [Theory]
    [InlineData("RCPT", "550 no such user", NoticeStatus.Failed, "ADDRESS_INVALID")]
    [InlineData("END", "554 not wanted", NoticeStatus.Failed, "NOT_REACHABLE")]
    [InlineData("RCPT", "451 try later", NoticeStatus.Planned, "MAIL_REFUSED")]
    [InlineData("MAIL", "550 who are you", NoticeStatus.Planned, "MAIL_REFUSED")]
    public async Task What_the_server_says_decides_whether_it_is_tried_again(string verb, string answer, NoticeStatus status, string code)
    {
        server.Answers[verb] = answer;
        var visit = await InvitedAsync();
        Assert.Equal((status, code), (await node.NoticesAsync(visit)) is [var row] ? (row.Status, row.Code) : default);
    }

    [Theory]
    [InlineData("", "None", "", "no-reply@clinic.invalid", true)]
    [InlineData("mail", "StartTls", "", "no-reply@clinic.invalid", false)]
    [InlineData("mail", "None", "user", "a@b.example", false)]
    [InlineData("mail", "Tls", "user", "a@b.example", true)]
    [InlineData("mail", "StartTls", "", "nobody", false)]
    public void Settings_that_cannot_work_or_would_tell_the_password_are_refused(string host, string security, string user, string from, bool fine)
    {
        var options = new EmailOptions { Host = host, Security = Enum.Parse<EmailSecurity>(security), UserName = user, From = from };
        Assert.Equal(fine, !options.Validate(new System.ComponentModel.DataAnnotations.ValidationContext(options)).Any());
    }

    private async Task<Visit> InvitedAsync()
    {
        var visit = await node.VisitAsync(Duration.FromHours(48), phone: null, email: NoticeNode.Email);
        await node.Node.Get<Invitations>().IssueAsync(DatabaseClinic.FrontDesk, visit, visit.Patient!, $"invite:{visit.Id}");
        await node.DispatchAsync();
        return visit;
    }

    private static Calendar CalendarOf(MimeMessage message) => Calendar.Load(CalendarTextOf(message))!;

    private static string CalendarTextOf(MimeMessage message) => message.BodyParts.OfType<TextPart>().First(p => p.ContentType.IsMimeType("text", "calendar")).Text;
}
