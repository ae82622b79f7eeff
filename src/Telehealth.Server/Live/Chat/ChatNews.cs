using Telehealth.Domain.Visits;
using Telehealth.Server.Live.Messages;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Live.Chat;

/// <summary>Chat rows as messages, and to whom they go.</summary>
internal sealed class ChatNews(WatchedVisits visits, Delivery delivery, StaffDirectory staff)
{
    public async Task TellAsync(Visit visit, MessageRow row, CancellationToken cancellation)
    {
        var message = await MessageOfAsync(visit, row, cancellation);
        delivery.Tell(visits.Get(visit.Id), client => client.MessageReceived(message), but: audience => ChatRules.ReadsFrom(visit, audience) is null);
    }

    public async ValueTask<ChatMessage> MessageOfAsync(Visit visit, MessageRow row, CancellationToken cancellation)
    {
        await staff.KnowAsync(visit, cancellation);
        return new(row.VisitId, row.Number, SenderOf(visit, row), row.Text, row.At, row.ClientMessageId);
    }

    private ChatSender SenderOf(Visit visit, MessageRow row)
    {
        if (row.StaffId is { } member) return new(row.ParticipantId, row.ParticipantId is null ? "Staff" : nameof(ParticipantRole.Clinician), staff.Of(member)?.Name);
        var person = row.ParticipantId is { } id ? visit.Find(id) : null;
        return new(row.ParticipantId, (person?.Role ?? ParticipantRole.Observer).ToString(), person is null ? null : visit.Details.GuestNames.GetValueOrDefault(person.Id.Value));
    }
}
