using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Live.Messages;

namespace Telehealth.Server.Live;

/// <summary>Records which words a participant was shown of why the visit cannot go on, and whether they are the ones that this server knows.</summary>
internal sealed class ReportRefusalShownSlice(VisitDoor door, LiveConnections connections, ShownTexts texts, IClinicDesk desk) : ISlice<ReportRefusalShownRequest, PlainAnswer>
{
    public async Task<PlainAnswer> HandleAsync(Visitor visitor, ReportRefusalShownRequest request, CancellationToken cancellation)
    {
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is not { } entered) return Refuse(RefusalCode.NotFound);
        if (visitor.Actor.Participant is not { } participant) return Refuse(RefusalCode.NotAllowed);
        switch (connections.Find(visitor.ConnectionId)?.Shows($"{request.Screen}:{request.Language}:{request.TextHash}"))
        {
            case null: return Refuse(RefusalCode.RateLimited);
            case true: await RecordAsync(visitor.Actor, entered.Visit.Visit, participant, request, cancellation); break;
        }

        return new();
    }

    private Task RecordAsync(Actor actor, Domain.Visits.Visit visit, ParticipantId participant, ReportRefusalShownRequest request, CancellationToken cancellation)
    {
        var subject = new Dictionary<string, string> { ["visit"] = visit.Id.ToString(), ["patient"] = visit.PatientId.ToString(), ["participant"] = participant.ToString() };
        var after = new Dictionary<string, object?>
        {
            ["screen"] = request.Screen.ToString(), ["language"] = request.Language, ["textVersion"] = request.TextVersion, ["textHash"] = request.TextHash,
            ["text"] = texts.Compare(request.Codes, request.Language, request.TextVersion, request.TextHash, visit.Attestation).ToString(),
        };
        return desk.AppendAsync(actor, new ClinicRecord("RefusalShown", "shown", subject, after, [.. request.Codes.Distinct(StringComparer.Ordinal)]), cancellation);
    }

    private static PlainAnswer Refuse(RefusalCode code) => new() { Refusal = RefusalView.Of(code) };
}
