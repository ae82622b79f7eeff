using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Messages;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Live.Chat;

internal sealed class SendMessageSlice(VisitDoor door, IClinicDesk clinic, ChatNews news, BoardIndex board) : ISlice<SendMessageRequest, SendMessageAnswer>
{
    public async Task<SendMessageAnswer> HandleAsync(Visitor visitor, SendMessageRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        if (ChatRules.MayWrite(entered.Visit.Visit, entered.Audience) is { } no) return new() { Refusal = RefusalView.Of(no) };
        var (row, isNew) = await clinic.ExecuteAsync(visitor.Actor, (work, token) => StoreAsync(work, visitor, entered, request, token), cancellation);
        board.HeardMessage(request.VisitId, row.Number);
        if (isNew) await news.TellAsync(entered.Visit.Visit, row, cancellation);
        return new() { Number = row.Number, At = row.At };
    }

    private static async Task<(MessageRow Row, bool IsNew)> StoreAsync(ClinicWork work, Visitor visitor, Entered entered, SendMessageRequest request, CancellationToken cancellation)
    {
        var messages = work.Db.Messages.Where(m => m.VisitId == request.VisitId);
        var sender = visitor.Actor.Participant?.Value ?? visitor.Actor.Staff!.Value.Value;
        if (await messages.AsNoTracking().FirstOrDefaultAsync(m => m.SenderId == sender && m.ClientMessageId == request.ClientMessageId, cancellation) is { } first) return (first, false);
        var row = new MessageRow
        {
            VisitId = request.VisitId, Number = (await messages.MaxAsync(m => (long?)m.Number, cancellation) ?? 0) + 1, SenderId = sender, ParticipantId = visitor.SeatIn(entered.Visit.Visit)?.Id,
            StaffId = visitor.Actor.Staff, Text = request.Text, At = work.Now, ClientMessageId = request.ClientMessageId,
        };
        work.Db.Messages.Add(row);
        work.Record(RecordOf(row, entered.Visit.Visit.PatientId));
        return (row, true);
    }

    private static ClinicRecord RecordOf(MessageRow row, PatientId patient) => new(
        "MessageSent", "messages", new Dictionary<string, string> { ["visit"] = row.VisitId.ToString(), ["patient"] = patient.ToString() }, new Dictionary<string, object?> { ["number"] = row.Number },
        Detail: new Dictionary<string, string> { ["text"] = row.Text });
}
