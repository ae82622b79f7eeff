using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Live.Messages;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live.Chat;

internal sealed class GetMessagesSlice(VisitDoor door, ReadRecords reads, IDbContextFactory<TelehealthDb> databases, ChatNews news, BoardIndex board) : ISlice<GetMessagesRequest, GetMessagesAnswer>
{
    private const int AtOnce = 500;

    public async Task<GetMessagesAnswer> HandleAsync(Visitor visitor, GetMessagesRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        var visit = entered.Visit.Visit;
        if (ChatRules.ReadsFrom(visit, entered.Audience) is not { } from) return new() { Messages = [] };
        if (visitor.Caller.IsStaff) await reads.NoteVisitAsync(visitor.Caller, "MessagesRead", visit.Id, visit.PatientId, cancellation);
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var after = request.AfterNumber ?? 0;
        var rows = await db.Messages.AsNoTracking().Where(m => m.VisitId == request.VisitId && m.Number > after && m.At >= from).OrderBy(m => m.Number).Take(AtOnce).ToListAsync(cancellation);
        if (rows.Count > 0) board.HeardMessage(request.VisitId, rows[^1].Number);
        var messages = new List<ChatMessage>(rows.Count);
        foreach (var row in rows) messages.Add(await news.MessageOfAsync(visit, row, cancellation));
        return new() { Messages = messages };
    }
}
