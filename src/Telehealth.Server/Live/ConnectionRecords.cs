using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Messages;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>Writes down when somebody's video went and came back, or was weak for a while, as their own device says, so that the visit's story tells it months later. Never holds up the call.</summary>
internal sealed partial class ConnectionRecords(IClinicDesk desk, ILogger<ConnectionRecords> log)
{
    public void Note(Actor actor, Visit visit, ParticipantId person, MediaConnection connection) =>
        _ = AppendAsync(actor, visit, new ClinicRecord("MediaConnectionNoted", "connections", Of(visit, person), new Dictionary<string, object?> { ["connection"] = connection.ToString() }));

    public void NoteQuality(Actor actor, Visit visit, ParticipantId person, bool weak) =>
        _ = AppendAsync(actor, visit, new ClinicRecord("MediaQualityNoted", "connections", Of(visit, person), new Dictionary<string, object?> { ["quality"] = weak ? "Weak" : "Steady" }));

    private static Dictionary<string, string> Of(Visit visit, ParticipantId person) =>
        new() { ["visit"] = visit.Id.ToString(), ["patient"] = visit.PatientId.ToString(), ["participant"] = person.ToString() };

    private async Task AppendAsync(Actor actor, Visit visit, ClinicRecord record)
    {
        try
        {
            await desk.AppendAsync(actor, record, CancellationToken.None);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnwritten(visit.Id.Value, outage);
        }
    }

    [LoggerMessage(4006, LogLevel.Error, "What became of a video connection of visit {VisitId} could not be written down")]
    private partial void LogUnwritten(Guid visitId, Exception outage);
}
