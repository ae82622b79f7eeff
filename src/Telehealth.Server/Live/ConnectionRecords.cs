using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Messages;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>Writes down when somebody's video went and came back, as their own device says, so that the visit's story tells it months later. Never holds up the call.</summary>
internal sealed partial class ConnectionRecords(IClinicDesk desk, ILogger<ConnectionRecords> log)
{
    public void Note(Actor actor, Visit visit, ParticipantId person, MediaConnection connection) => _ = WriteAsync(actor, visit, person, connection);

    private async Task WriteAsync(Actor actor, Visit visit, ParticipantId person, MediaConnection connection)
    {
        try
        {
            var subject = new Dictionary<string, string> { ["visit"] = visit.Id.ToString(), ["patient"] = visit.PatientId.ToString(), ["participant"] = person.ToString() };
            await desk.AppendAsync(actor, new ClinicRecord("MediaConnectionNoted", "connections", subject, new Dictionary<string, object?> { ["connection"] = connection.ToString() }), CancellationToken.None);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnwritten(visit.Id.Value, outage);
        }
    }

    [LoggerMessage(4006, LogLevel.Error, "What became of a video connection of visit {VisitId} could not be written down")]
    private partial void LogUnwritten(Guid visitId, Exception outage);
}
