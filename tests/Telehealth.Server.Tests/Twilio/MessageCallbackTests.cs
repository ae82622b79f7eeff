using System.Net;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Moq;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>What the vendor tells of messages, on the real server with the real book of notices.</summary>
public sealed class MessageCallbackTests : IAsyncLifetime
{
    private const string Path = "/webhooks/twilio/messages", Number = "+18015550142", Words = "I feel worse than yesterday";
    private static readonly string Message = "SM" + new string('7', 32);
    private TelehealthApp _app = null!;
    private HttpClient _vendor = null!;
    private ScheduledVisit _visit = null!;

    public async Task InitializeAsync()
    {
        _app = await TelehealthApp.StartAsync(TwilioSettings.MessagesOnly().ToDictionary(s => s.Key, s => s.Value!));
        _vendor = new HttpClient { BaseAddress = _app.Address, Timeout = TimeSpan.FromSeconds(20) };
        var (client, clinician) = await _app.ClinicianAsync("UT");
        client.Dispose();
        _visit = await _app.VisitAsync(clinician);
    }

    public async Task DisposeAsync()
    {
        _vendor.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_goes_forward_as_the_vendor_tells()
    {
        var notice = await NoticeAsync(NoticeStatus.Sending);

        Assert.Equal(HttpStatusCode.NoContent, await NewsAsync(notice, "sent"));
        await IsAsync(notice, NoticeStatus.Sent);
        Assert.Equal(HttpStatusCode.NoContent, await NewsAsync(notice, "delivered"));
        await IsAsync(notice, NoticeStatus.Delivered);

        await using var db = await DbAsync();
        Assert.Equal(Message, (await db.Notices.SingleAsync(n => n.Id == notice)).VendorId);
    }

    [Fact]
    public async Task News_that_comes_late_moves_nothing_back()
    {
        var notice = await NoticeAsync(NoticeStatus.Accepted);

        await NewsAsync(notice, "delivered");
        await IsAsync(notice, NoticeStatus.Delivered);
        foreach (var late in new[] { "sent", "sending", "queued", "undelivered" }) Assert.Equal(HttpStatusCode.NoContent, await NewsAsync(notice, late));

        await AllDecidedAsync(5);
        await IsAsync(notice, NoticeStatus.Delivered);
        await using var db = await DbAsync();
        Assert.Equal(4, await db.Records.CountAsync(r => r.Code == "NoticeNewsIgnored"));
    }

    [Fact]
    public async Task News_that_comes_twice_is_kept_once_and_recorded()
    {
        var notice = await NoticeAsync(NoticeStatus.Accepted);

        await NewsAsync(notice, "sent");
        Assert.Equal(HttpStatusCode.NoContent, await NewsAsync(notice, "sent"));

        await AllDecidedAsync(1);
        Assert.Equal(1, await IgnoredAsync());
    }

    [Fact]
    public async Task A_message_that_nobody_knew_of_is_found_by_the_notice_it_carries()
    {
        var notice = await NoticeAsync(NoticeStatus.Unknown);

        await NewsAsync(notice, "sent");

        await IsAsync(notice, NoticeStatus.Sent);
    }

    [Theory]
    [InlineData("undelivered", "30003", NoticeStatus.Failed, NoticeCodes.NotReachable)]
    [InlineData("failed", "30036", NoticeStatus.Failed, NoticeCodes.TooLate)]
    [InlineData("failed", "30008", NoticeStatus.Failed, NoticeCodes.NotDelivered)]
    [InlineData("failed", null, NoticeStatus.Failed, NoticeCodes.NotDelivered)]
    [InlineData("failed", "30034", NoticeStatus.Failed, NoticeCodes.SenderBlocked)]
    [InlineData("failed", "21610", NoticeStatus.Suppressed, NoticeCodes.OptedOut)]
    internal async Task Why_it_failed_is_told_in_our_words(string status, string? error, NoticeStatus to, string code)
    {
        _app.Log.Expect("Carriers block our messages");
        var notice = await NoticeAsync(NoticeStatus.Accepted);

        await NewsAsync(notice, status, error);

        await IsAsync(notice, to);
        await using var db = await DbAsync();
        Assert.Equal(code, (await db.Notices.SingleAsync(n => n.Id == notice)).Code);
        Assert.Equal(code == NoticeCodes.OptedOut ? 1 : 0, await db.Suppressions.CountAsync());
        Assert.Equal(code == NoticeCodes.NotReachable, await db.WorkItems.AnyAsync(i => i.Kind == WorkItemKind.NumberFlagged));
    }

    [Fact]
    public async Task News_of_no_notice_is_taken_and_recorded_as_ignored()
    {
        Assert.Equal(HttpStatusCode.NoContent, await NewsAsync(Guid.NewGuid(), "sent"));
        Assert.Equal(HttpStatusCode.NoContent, await SignedAsync(Path, Form("sent")));

        await AllDecidedAsync(2);
        await using var db = await DbAsync();
        Assert.Equal(["NO_NOTICE", "UNKNOWN_NOTICE"], (await db.MessageEvents.Select(e => e.Reason).ToListAsync()).Order());
        Assert.Equal(2, await IgnoredAsync());
    }

    [Fact]
    public async Task What_the_vendor_did_not_sign_is_refused_and_leaves_nothing()
    {
        var notice = await NoticeAsync(NoticeStatus.Accepted);
        var (mine, other) = ($"{Path}?notice={notice:D}", $"{Path}?notice={Guid.NewGuid():D}");
        var form = Form("delivered");

        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync(mine, form, null));
        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync(mine, form, Signature(other, form)));
        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync(mine, form, Signature(mine, Form("sent"))));
        Assert.Equal(HttpStatusCode.Forbidden, await TellAsync(Path, Incoming("STOP"), Signature(Path, Incoming("START"))));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await SignedAsync(mine, "a=" + new string('x', CallbackForm.MostBytes)));

        await using var db = await DbAsync();
        Assert.Equal((0, 0), (await db.MessageEvents.CountAsync(), await db.Suppressions.CountAsync()));
        await IsAsync(notice, NoticeStatus.Accepted);
    }

    [Theory]
    [InlineData("something-new")]
    [InlineData("")]
    public async Task A_status_that_we_do_not_know_is_taken_and_forgotten(string status)
    {
        Assert.Equal(HttpStatusCode.NoContent, await NewsAsync(Guid.NewGuid(), status));
        await using var db = await DbAsync();
        Assert.Equal(0, await db.MessageEvents.CountAsync());
    }

    [Theory]
    [InlineData("STOP", null)]
    [InlineData(" stop ", null)]
    [InlineData("Unsubscribe", null)]
    [InlineData("basta", "STOP")]
    public async Task Stop_is_honoured_before_it_is_answered_and_start_lifts_it(string body, string? said)
    {
        Assert.Equal(HttpStatusCode.OK, await SignedAsync(Path, Incoming(body, said)));
        Assert.True(await IsSuppressedAsync());

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(Path, Incoming("START", id: '8')));
        Assert.False(await IsSuppressedAsync());
    }

    [Fact]
    public async Task An_old_stop_told_again_does_not_undo_a_start()
    {
        await SignedAsync(Path, Incoming("STOP"));
        await SignedAsync(Path, Incoming("START", id: '8'));

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(Path, Incoming("STOP")));

        Assert.False(await IsSuppressedAsync());
        Assert.Equal(1, await IgnoredAsync());
    }

    [Fact]
    public async Task A_text_is_not_kept_and_whoever_has_a_visit_these_days_is_called()
    {
        await using (var db = await DbAsync()) Assert.Equal(0, await db.WorkItems.CountAsync());
        await PhoneAsync("(801) 555-0142");

        Assert.Equal(HttpStatusCode.OK, await SignedAsync(Path, Incoming(Words)));
        Assert.Equal(HttpStatusCode.OK, await SignedAsync(Path, Incoming("please stop", id: '8')));

        await using var after = await DbAsync();
        Assert.Equal(["in:Other", "in:Other"], await after.MessageEvents.Select(e => e.Kind).ToListAsync());
        var item = Assert.Single(await after.WorkItems.ToListAsync());
        Assert.Equal((WorkItemKind.HelpAsked, _visit.Id), (item.Kind, item.VisitId!.Value.ToString()));
        Assert.False(await IsSuppressedAsync());
        Assert.DoesNotContain(_app.Log.Lines, l => l.Contains(Words, StringComparison.Ordinal) || l.Contains(Number[1..], StringComparison.Ordinal));
        Assert.DoesNotContain(await after.Records.Select(r => r.Bytes).ToListAsync(), b => Encoding.UTF8.GetString(b).Contains(Words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stranger_who_writes_is_recorded_and_nobody_is_called()
    {
        await SignedAsync(Path, Incoming(Words));

        await using var db = await DbAsync();
        Assert.Equal(1, await db.Records.CountAsync(r => r.Code == "MessageCameIn"));
        Assert.Equal(0, await db.WorkItems.CountAsync());
        Assert.Contains("telehealth_messages_incoming{kind=\"Other\"} ", await _vendor.GetStringAsync(new Uri("/metrics", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task News_that_could_not_be_applied_is_kept_and_applied_later()
    {
        var news = new Mock<INoticeNews>();
        news.SetupSequence(n => n.AdvanceAsync(It.IsAny<Guid>(), NoticeStatus.Sent, Message, null, It.IsAny<CancellationToken>())).ThrowsAsync(new InvalidOperationException("Not now.")).ReturnsAsync(true);
        await using var app = await TelehealthApp.StartAsync(TwilioSettings.MessagesOnly().ToDictionary(s => s.Key, s => s.Value!), services: s => s.AddSingleton(news.Object));
        app.Log.Expect("could not be applied");
        using var vendor = new HttpClient { BaseAddress = app.Address };
        var target = $"{Path}?notice={Guid.NewGuid():D}";

        Assert.Equal(HttpStatusCode.NoContent, await TellAsync(target, Form("sent"), Signature(target, Form("sent")), vendor));

        await Poll.UntilAsync(async () =>
        {
            await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
            return await db.MessageEvents.AnyAsync(e => e.State == VendorEventState.Applied);
        }, "the news is applied", seconds: 30);
    }

    [Fact]
    public async Task Without_a_sender_there_is_no_such_door()
    {
        await using var plain = await TelehealthApp.StartAsync();
        Assert.DoesNotContain(plain.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>(), e => e.RoutePattern.RawText == Path);
    }

    private static string Form(string status, string? error = null) => CallbackSignatureTests.Form(
    [
        ("MessageSid", Message), ("SmsSid", Message), ("MessageStatus", status), ("SmsStatus", status), ("To", Number), ("From", "+18015550100"), ("AccountSid", TwilioSettings.AccountSid),
        ("MessagingServiceSid", TwilioSettings.ServiceSid), ("ApiVersion", "2010-04-01"), ("Unheard_of", " x "), .. error is null ? [] : new[] { ("ErrorCode", error) },
    ]);

    private static string Incoming(string body, string? said = null, char id = '9') => CallbackSignatureTests.Form(
    [
        ("MessageSid", "SM" + new string(id, 32)), ("SmsStatus", "received"), ("From", Number), ("To", "+18015550100"), ("Body", body), ("NumMedia", "0"), ("NumSegments", "1"),
        ("AccountSid", TwilioSettings.AccountSid), .. said is null ? [] : new[] { ("OptOutType", said) },
    ]);

    private static string Signature(string target, string form) => CallbackSignature.Expected(TwilioSettings.AuthToken, TwilioSettings.PublicBaseUrl + target, CallbackSignatureTests.Fields(form));

    private Task<HttpStatusCode> NewsAsync(Guid notice, string status, string? error = null) => SignedAsync($"{Path}?notice={notice:D}", Form(status, error));

    private Task<HttpStatusCode> SignedAsync(string target, string form) => TellAsync(target, form, Signature(target, form));

    private Task<HttpStatusCode> TellAsync(string target, string form, string? signature) => TellAsync(target, form, signature, _vendor);

    private static async Task<HttpStatusCode> TellAsync(string target, string form, string? signature, HttpClient vendor)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(target, UriKind.Relative)) { Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded") };
        if (signature is not null) request.Headers.Add(CallbackSignature.Header, signature);
        using var response = await vendor.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<Guid> NoticeAsync(NoticeStatus status)
    {
        var id = Guid.NewGuid();
        await WriteAsync(work => work.Db.Notices.Add(new NoticeRow
        {
            Id = id, VisitId = new VisitId(Guid.Parse(_visit.Id)), ParticipantId = new ParticipantId(Guid.Parse(_visit.PatientParticipantId)), Kind = default, Channel = NoticeChannel.Sms, Cause = $"test:{id}",
            StartsAt = work.Now, At = work.Now, UpdatedAt = work.Now, Status = status,
        }));
        return id;
    }

    private Task PhoneAsync(string phone) => WriteAsync(work => work.Db.Patients.Single().Phone = phone);

    private Task WriteAsync(Action<ClinicWork> write) => _app.Services.GetRequiredService<IClinicDesk>().ExecuteAsync(
        Actor.System,
        (work, _) =>
        {
            write(work);
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private Task IsAsync(Guid notice, NoticeStatus status) => Poll.UntilAsync(async () =>
    {
        await using var db = await DbAsync();
        return (await db.Notices.AsNoTracking().SingleAsync(n => n.Id == notice)).Status == status;
    }, $"the notice is {status}");

    private Task AllDecidedAsync(int count) => Poll.UntilAsync(async () =>
    {
        await using var db = await DbAsync();
        return await db.MessageEvents.CountAsync(e => e.State != VendorEventState.Pending) == count;
    }, $"{count} callbacks are decided");

    private async Task<bool> IsSuppressedAsync()
    {
        await using var db = await DbAsync();
        return await db.Suppressions.AnyAsync();
    }

    private async Task<int> IgnoredAsync()
    {
        await using var db = await DbAsync();
        return await db.Records.CountAsync(r => r.Code == "VendorEventIgnored");
    }

    private Task<TelehealthDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
}
