using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Board;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Live;

/// <summary>
/// Writes down who of the staff was connected to hear of an alert, each server for its own connections: the one that raised it always (an empty
/// list says that nobody was), another one once it has seen the alert, where somebody was there to be told. Never holds up the alert.
/// </summary>
internal sealed partial class AlertRecords(LiveConnections connections, BoardWatchers board, ThisNode node, IClinicDesk desk, ILogger<AlertRecords> log)
{
    /// <summary>Two lists of ids must fit into one record of 16 KiB.</summary>
    private const int MostNamed = 150;

    public void Note(Visit visit, string alert)
    {
        var (told, watching) = ToldHere(visit.Id);
        _ = WriteAsync(visit, alert, told, watching);
    }

    /// <summary>What another server's change brought: the same alerts were sent to who is connected here.</summary>
    public void NoteHeard(Visit before, Visit after)
    {
        var heard = after.Alerts.Except(before.Alerts).Select(a => AlertCodes.Of(a.Alert)).ToHashSet(StringComparer.Ordinal);
        if (after.SafetyConcerns.Any(c => before.SafetyConcerns.All(b => b.Id != c.Id))) heard.Add(AlertCodes.SafetyConcern);
        if (heard.Count == 0) return;
        var (told, watching) = ToldHere(after.Id);
        if (told.Count + watching.Count == 0) return;
        foreach (var alert in heard) _ = WriteAsync(after, alert, told, watching);
    }

    private (List<string> Told, List<string> Watching) ToldHere(VisitId visit)
    {
        var told = connections.All.Where(c => c.Visits.Any(v => v.Visit == visit && v.Audience.IsStaff)).Select(c => c.Visitor.Actor.Staff).OfType<StaffId>();
        var watching = board.WatchersOf(visit).Select(connections.Find).Select(c => c?.Visitor.Actor.Staff).OfType<StaffId>();
        return (Ids(told), Ids(watching));
    }

    private static List<string> Ids(IEnumerable<StaffId> staff) => [.. staff.Select(s => s.ToString()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private async Task WriteAsync(Visit visit, string alert, List<string> told, List<string> watching)
    {
        try
        {
            var subject = new Dictionary<string, string> { ["visit"] = visit.Id.ToString(), ["patient"] = visit.PatientId.ToString() };
            var after = new Dictionary<string, object?>
            {
                ["alert"] = alert, ["node"] = node.Id, ["toldCount"] = (long)told.Count, ["onBoardCount"] = (long)watching.Count,
                ["told"] = told.Take(MostNamed).ToArray(), ["onBoard"] = watching.Take(MostNamed).ToArray(),
            };
            await desk.AppendAsync(Actor.System, new ClinicRecord("AlertTold", "alerts", subject, after), CancellationToken.None);
        }
        catch (Exception outage) when (StorageFaults.IsUnavailable(outage))
        {
            LogUnwritten(visit.Id.Value, outage);
        }
    }

    [LoggerMessage(4004, LogLevel.Error, "Who heard of an alert of visit {VisitId} could not be written down")]
    private partial void LogUnwritten(Guid visitId, Exception outage);
}
