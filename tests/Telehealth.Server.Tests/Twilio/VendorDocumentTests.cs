using System.Net;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>What we send and read, against the vendor's own document.</summary>
public sealed class VendorDocumentTests(PrismTools prism) : IClassFixture<PrismTools>
{
    private static readonly string RoomSid = "RM" + new string('a', 32);

    [NodeFact]
    public async Task Every_call_is_as_the_document_wants_it_and_its_answer_is_understood()
    {
        using var client = VendorClient.At(await prism.MockAsync(), ("Twilio:Room:Codecs:0", "VP8"), ("Twilio:Room:Codecs:1", "H264"));

        Assert.StartsWith("RM", (await client.Video.CreateRoomAsync(client.Rooms.Named("r-1"), CancellationToken.None)).Sid, StringComparison.Ordinal);
        Assert.StartsWith("RM", (await client.Video.FetchRoomAsync("r-1", CancellationToken.None)).Sid, StringComparison.Ordinal);
        Assert.Equal("completed", (await client.Video.UpdateRoomAsync(RoomSid, TwilioStatus.Completed, CancellationToken.None)).Status);
        Assert.NotNull((await client.Video.ListRoomsAsync(TwilioRoom.InProgress, 100, "1", "PT1", CancellationToken.None)).Rooms);
        Assert.NotNull((await client.Video.ListParticipantsAsync(RoomSid, "reconnecting", 100, null, null, CancellationToken.None)).Participants);
        Assert.StartsWith("PA", (await client.Video.FetchParticipantAsync(RoomSid, "someone", CancellationToken.None)).Sid, StringComparison.Ordinal);
        Assert.StartsWith("PA", (await client.Video.UpdateParticipantAsync(RoomSid, "someone", TwilioStatus.Disconnected, CancellationToken.None)).Sid, StringComparison.Ordinal);
    }

    [NodeFact]
    public async Task The_document_refuses_what_we_never_send()
    {
        using var client = VendorClient.At(await prism.MockAsync());

        var error = await Assert.ThrowsAsync<TwilioException>(() => client.Video.UpdateRoomAsync(RoomSid, new TwilioStatus("gone"), CancellationToken.None));

        Assert.Equal(TwilioErrorKind.InvalidRequest, error.Kind);
    }

    [NodeFact]
    public async Task Errors_in_the_vendors_shape_are_told_apart()
    {
        var address = await prism.MockAsync();
        foreach (var (status, kind) in new[]
        {
            (400, TwilioErrorKind.InvalidRequest), (401, TwilioErrorKind.AuthConfig), (403, TwilioErrorKind.AuthConfig), (404, TwilioErrorKind.NotFound),
            (429, TwilioErrorKind.RateLimited), (500, TwilioErrorKind.Transient), (503, TwilioErrorKind.Transient),
        })
        {
            using var client = VendorClient.At(address, () => new Asking($"code={status}"));
            Assert.Equal(kind, (await Assert.ThrowsAsync<TwilioException>(() => client.Video.FetchRoomAsync("r-1", CancellationToken.None))).Kind);
        }
    }

    [NodeFact]
    public async Task A_message_is_as_the_document_wants_it_and_its_answer_is_understood()
    {
        var address = await prism.MockAsync(PrismTools.Api);
        (string, string)[][] settings =
        [
            [("Twilio:MessagingServiceSid", TwilioSettings.ServiceSid)],
            [("Twilio:Messages:From", "+18015550100"), ("Twilio:Messages:DiscardContent", "true"), ("Twilio:Messages:HideNumbers", "true")],
        ];
        foreach (var more in settings)
        {
            using var client = VendorClient.At(address, more);
            var receipt = await client.Sender.SendAsync(new OutgoingNotice(Guid.NewGuid(), "+18015550123", "Your visit starts soon."), CancellationToken.None);
            Assert.StartsWith("SM", receipt.VendorId, StringComparison.Ordinal);
        }
    }

    [NodeFact]
    public async Task A_message_that_the_document_does_not_know_is_refused_and_not_sent_again()
    {
        using var client = VendorClient.At(await prism.MockAsync(PrismTools.Api), ("Twilio:Messages:From", "+18015550100"));
        var message = client.NewMessages.Of(new OutgoingNotice(Guid.NewGuid(), "+18015550123", "x"));

        var wrong = new NewTwilioMessage { To = message.To, From = message.From, Body = message.Body, StatusCallback = message.StatusCallback, ValidityPeriod = 60, ContentRetention = "shred" };
        var error = await Assert.ThrowsAsync<TwilioException>(() => client.Messages.CreateMessageAsync(TwilioSettings.AccountSid, wrong, CancellationToken.None));

        Assert.True(error.SurelyUndone);
        Assert.Equal(TwilioErrorKind.InvalidRequest, error.Kind);
    }

    [NodeFact]
    public async Task Errors_to_a_message_in_the_vendors_shape_say_whether_it_may_be_sent_again()
    {
        var address = await prism.MockAsync(PrismTools.Api);
        foreach (var status in new[] { 400, 401, 403, 404, 429, 500, 503 })
        {
            using var client = VendorClient.At(address, () => new Asking($"code={status}"));
            var error = await Assert.ThrowsAnyAsync<Exception>(() => client.Sender.SendAsync(new OutgoingNotice(Guid.NewGuid(), "+18015550123", "x"), CancellationToken.None));
            Assert.Equal(status >= 500 ? typeof(NoticeUnknownException) : typeof(NoticeNotSentException), error.GetType());
        }
    }

    [NodeFact]
    public async Task A_vendor_that_only_ever_fails_is_unavailable_to_the_visit()
    {
        using var client = VendorClient.At(await prism.MockAsync(), () => new Asking("code=503"));
        var room = new VisitRoom(TwilioVideoProvider.ProviderName, "r-1", RoomSid);

        await Assert.ThrowsAsync<VideoUnavailableException>(() => client.Provider.CreateOrFetchRoomAsync("r-1", CancellationToken.None));
        await Assert.ThrowsAsync<VideoUnavailableException>(() => client.Provider.RemoveParticipantAsync(room, new ParticipantId(Guid.Empty), CancellationToken.None));
    }

    [NodeFact]
    public async Task The_stand_in_that_other_tests_use_keeps_to_the_document()
    {
        await using var fake = await FakeTwilio.StartAsync();
        using var client = VendorClient.At(await prism.ProxyAsync(fake.Address));

        await VideoFlows.OneVisitAsync(fake, client.Provider, client.Video);
        Assert.Equal("completed", Assert.Single(await client.Video.AllRoomsAsync("completed", CancellationToken.None)).Status);
    }

    [NodeFact]
    public async Task The_stand_in_keeps_to_the_document_for_messages_too()
    {
        await using var fake = await FakeTwilio.StartAsync();
        using var client = VendorClient.At(await prism.ProxyAsync(fake.Address, PrismTools.Api), ("Twilio:MessagingServiceSid", TwilioSettings.ServiceSid));
        OutgoingNotice To(string number) => new(Guid.NewGuid(), number, "Your visit starts soon.");

        var receipt = await client.Sender.SendAsync(To("+18015550123"), CancellationToken.None);
        Assert.Equal(Assert.Single(fake.Messages.All).Sid, receipt.VendorId);

        Assert.Null((await client.Sender.SendAsync(To(FakeMessages.Invalid), CancellationToken.None)).VendorId);
        fake.Messages.OptedOut.Add("+18015550124");
        Assert.Null((await client.Sender.SendAsync(To("+18015550124"), CancellationToken.None)).VendorId);
        Assert.Single(fake.Messages.All);
    }

    /// <summary>Tells Prism which answer to give.</summary>
    private sealed class Asking(string preference) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Remove("Prefer");
            request.Headers.Add("Prefer", preference);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
