using NodaTime.Text;
using Telehealth.Domain.LogSearch;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Who looked for what in the log: the search as codes and opaque ids, the time it looked at, how much it showed.</summary>
internal sealed class SearchNotes(IClinicDesk desk)
{
    public Task NoteAsync(Caller caller, string code, LogQuery query, SearchWindow window, int items, CancellationToken cancellation) =>
        desk.AppendAsync(caller.Actor, RecordOf(code, ReadRecords.Area, query, window, items), cancellation);

    public static ClinicRecord RecordOf(string code, string area, LogQuery query, SearchWindow window, long items, Guid? search = null)
    {
        var after = new Dictionary<string, object?>
        {
            ["filter"] = query.ToString(), ["from"] = Text(window.From), ["to"] = window.To == long.MaxValue ? null : Text(window.To), ["items"] = items,
        };
        if (search is { } id) after["search"] = id.ToString("D");
        return new ClinicRecord(code, area, SubjectOf(query), after);
    }

    /// <summary>What one visit or patient was looked up for is found with it.</summary>
    public static Dictionary<string, string> SubjectOf(LogQuery query)
    {
        var subject = new Dictionary<string, string>();
        Name(LogKey.Visit, "visit");
        Name(LogKey.Patient, "patient");
        return subject;

        void Name(LogKey key, string name)
        {
            if (query.OfIds(key).ToList() is [{ Not: false, Values: [var only] }]) subject[name] = only.Text;
        }
    }

    private static string Text(long micros) => InstantPattern.ExtendedIso.Format(Micros.At(micros));
}
