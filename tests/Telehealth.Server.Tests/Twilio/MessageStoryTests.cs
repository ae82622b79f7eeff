using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;
using NoticeKind = Telehealth.Domain.Visits.NoticeKind;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>A message from our sender to the vendor's stand-in and its callbacks back to us, on the real server.</summary>
public sealed class MessageStoryTests : IAsyncLifetime
{
    private FakeTwilio _fake = null!;
    private TelehealthApp _app = null!;

    public async Task InitializeAsync()
    {
        _fake = await FakeTwilio.StartAsync();
        var settings = TwilioSettings.MessagesOnly().ToDictionary(s => s.Key, s => s.Value!);
        settings["Twilio:ApiBaseUrl"] = _fake.Address.ToString();
        _app = await TelehealthApp.StartAsync(settings);
        _fake.Callbacks.DeliverTo = _app.Address;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        await _fake.DisposeAsync();
    }

    [Fact]
    public async Task A_message_is_sent_once_and_its_news_moves_the_notice_to_delivered()
    {
        _fake.Callbacks.Dial = new CallbackDial { Doubled = 1 };
        var notice = await NoticeAsync();

        var receipt = await SendAsync(notice);
        var message = Assert.Single(_fake.Messages.All);
        Assert.Equal(message.Sid, receipt.VendorId);
        foreach (var status in new[] { "sending", "sent", "delivered" }) _fake.Messages.Move(message, status);
        await _fake.Callbacks.IdleAsync();

        await IsAsync(notice, NoticeStatus.Delivered);
        Assert.Equal(0, _fake.Callbacks.Failed);
    }

    [Fact]
    public async Task A_scheduled_visit_invites_its_patient_by_one_text_whose_news_comes_back()
    {
        _fake.Callbacks.Dial = new CallbackDial { Doubled = 1 };
        var (client, clinician) = await _app.ClinicianAsync("UT");
        client.Dispose();
        using var admin = await _app.AdminAsync();
        var visit = ScheduledVisit.Read(await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Pat", familyName = "Probe", birthDate = ScheduledVisit.BirthDate, phone = "(801) 555-0142", preferredLanguage = "en" },
            clinicianId = clinician, startsAt = DateTimeOffset.UtcNow.AddHours(2), durationMinutes = 30, kind = "FollowUp",
        }));

        await Poll.UntilAsync(() => Task.FromResult(_fake.Messages.All.Count > 0), "the text is sent");
        var message = Assert.Single(_fake.Messages.All);
        Assert.Equal("+18015550142", message.To);
        Assert.Contains($"/join/{visit.LinkToken}", message.Body, StringComparison.Ordinal);
        foreach (var status in new[] { "sending", "sent", "delivered" }) _fake.Messages.Move(message, status);
        await _fake.Callbacks.IdleAsync();

        await using var db = await DbAsync();
        var notice = (await db.Notices.AsNoTracking().SingleAsync()).Id;
        await IsAsync(notice, NoticeStatus.Delivered);
        var row = await db.Notices.AsNoTracking().SingleAsync();
        Assert.Equal((NoticeKind.Invitation, message.Sid, null, null), (row.Kind, row.VendorId, row.Code, row.Secret));
        Assert.Single(_fake.Messages.All);
    }

    [Theory]
    [InlineData(FaultKind.Broken)]
    [InlineData(FaultKind.Reset)]
    [InlineData(FaultKind.HalfClosed)]
    [InlineData(FaultKind.Garbage)]
    public async Task A_message_whose_answer_was_lost_is_not_sent_again_and_found_by_its_callback(FaultKind fault)
    {
        _fake.Next.Enqueue(new Fault(fault, AfterEffect: true));
        var notice = await NoticeAsync();

        await Assert.ThrowsAsync<NoticeUnknownException>(() => SendAsync(notice));
        await _app.Services.GetRequiredService<INoticeNews>().AdvanceAsync(notice, NoticeStatus.Unknown, null, "NO_ANSWER", CancellationToken.None);
        _fake.Messages.Move(Assert.Single(_fake.Messages.All), "delivered");

        await IsAsync(notice, NoticeStatus.Delivered);
        Assert.Single(_fake.Requests);
        await using var db = await DbAsync();
        Assert.NotNull((await db.WorkItems.SingleAsync(i => i.Kind == WorkItemKind.NoticeUnknown)).DoneAt);
    }

    [Fact]
    public async Task Who_opted_out_or_has_no_such_number_gets_nothing()
    {
        _fake.Messages.OptedOut.Add("+18015550177");

        Assert.Equal(new NoticeReceipt(null, NoticeCodes.OptedOut), await SendAsync(Guid.NewGuid(), "+18015550177"));
        Assert.Equal(new NoticeReceipt(null, NoticeCodes.NumberInvalid), await SendAsync(Guid.NewGuid(), FakeMessages.Invalid));
        Assert.Empty(_fake.Messages.All);
    }

    private Task<NoticeReceipt> SendAsync(Guid notice, string to = "+18015550142") =>
        _app.Services.GetServices<INoticeSender>().Single(s => s.Channel is NoticeChannel.Sms).SendAsync(new OutgoingNotice(notice, to, "Your visit starts soon."), CancellationToken.None);

    private async Task<Guid> NoticeAsync()
    {
        var id = Guid.NewGuid();
        await _app.Services.GetRequiredService<IClinicDesk>().ExecuteAsync(
            Actor.System,
            (work, _) =>
            {
                work.Db.Notices.Add(new NoticeRow
                {
                    Id = id, VisitId = new VisitId(Guid.NewGuid()), ParticipantId = new ParticipantId(Guid.NewGuid()), Kind = default, Channel = NoticeChannel.Sms, Cause = $"test:{id}",
                    StartsAt = work.Now, At = work.Now, UpdatedAt = work.Now, Status = NoticeStatus.Sending,
                });
                return Task.FromResult(true);
            },
            CancellationToken.None);
        return id;
    }

    private Task IsAsync(Guid notice, NoticeStatus status) => Poll.UntilAsync(async () =>
    {
        await using var db = await DbAsync();
        return (await db.Notices.AsNoTracking().SingleAsync(n => n.Id == notice)).Status == status;
    }, $"the notice is {status}");

    private Task<TelehealthDb> DbAsync() => _app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
}
