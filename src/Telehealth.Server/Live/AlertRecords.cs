using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>Writes down who of the staff was connected to hear of an alert, on this process; an empty list says that nobody was. Never holds up the alert.</summary>
internal sealed partial class AlertRecords(LiveConnections connections, BoardWatchers board, IClinicDesk desk, ILogger<AlertRecords> log)
{
    public void Note(Visit visit, string alert)
    {
        var told = connections.All.Where(c => c.Visits.Any(v => v.Visit == visit.Id && v.Audience.IsStaff)).Select(c => c.Visitor.Actor.Staff).OfType<StaffId>();
        var watching = board.WatchersOf(visit.Id).Select(connections.Find).Select(c => c?.Visitor.Actor.Staff).OfType<StaffId>();
        _ = WriteAsync(visit, alert, Ids(told), Ids(watching));
    }

    private static string[] Ids(IEnumerable<StaffId> staff) => [.. staff.Select(s => s.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(200)];

    private async Task WriteAsync(Visit visit, string alert, string[] told, string[] watching)
    {
        try
        {
            var subject = new Dictionary<string, string> { ["visit"] = visit.Id.ToString(), ["patient"] = visit.PatientId.ToString() };
            await desk.AppendAsync(Actor.System, new ClinicRecord("AlertTold", "alerts", subject, new Dictionary<string, object?> { ["alert"] = alert, ["told"] = told, ["onBoard"] = watching }), CancellationToken.None);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnwritten(visit.Id.Value, outage);
        }
    }

    [LoggerMessage(4004, LogLevel.Error, "Who heard of an alert of visit {VisitId} could not be written down")]
    private partial void LogUnwritten(Guid visitId, Exception outage);
}
