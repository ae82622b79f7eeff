using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>A person of the visit.</summary>
/// <param name="Name">Of a member of staff; patients and guests are shown by role.</param>
internal sealed record TimelinePerson(ParticipantId ParticipantId, ParticipantRole Role, StaffId? StaffId, string? Name);

/// <summary>What belongs to a visit's story and does not stand in its chain: its people, and what was recorded about it elsewhere.</summary>
internal sealed class VisitBeside(TelehealthDb db, LogSearch search, RecordPages pages, StaffNames names)
{
    private const int Most = 500;
    private static readonly string[] ToldLists = ["told", "onBoard"];

    public async Task<IReadOnlyList<TimelinePerson>> PeopleAsync(VisitId id, CancellationToken cancellation)
    {
        var visit = VisitSnapshots.Read(await db.Visits.AsNoTracking().Where(v => v.Id == id).Select(v => v.Snapshot).SingleAsync(cancellation));
        var nameOf = await names.OfAsync(visit.Participants.Select(p => p.StaffId?.Value), cancellation);
        return [.. visit.Participants.Select(p => new TimelinePerson(p.Id, p.Role, p.StaffId, p.StaffId is { } staff ? nameOf(staff.Value) : null))];
    }

    /// <summary>The visit's own records with a sentence each.</summary>
    public async Task<IReadOnlyList<RecordItem>> ToldAsync(IReadOnlyList<RecordRow> rows, DateTimeZone zone, CancellationToken cancellation)
    {
        var ids = rows.Select(r => r.Id).ToList();
        var leaves = await db.RecordLeaves.AsNoTracking().Where(l => ids.Contains(l.RecordId)).ToDictionaryAsync(l => l.RecordId, l => l.LeafIndex, cancellation);
        var nameOf = await names.OfAsync(rows.Select(r => r.ActorId), cancellation);
        return [.. rows.Select(r => RecordItem.Of(r, nameOf)).Select(i => i.Say(zone) with { LeafIndex = leaves.TryGetValue(i.Id, out var leaf) ? leaf : null })];
    }

    /// <summary>The newest records about the visit outside its chain, oldest first; reads stand in the full log.</summary>
    public async Task<IReadOnlyList<RecordItem>> RecordsAsync(VisitId id, IReadOnlyList<TimelinePerson> people, DateTimeZone zone, CancellationToken cancellation)
    {
        LogQuery query = new(
        [
            new(LogKey.Visit, false, [new(id.ToString(), id.Value)], 0, 0), new(LogKey.Stream, true, [new("visit")], 0, 0), new(LogKey.Code, true, [new("reads.*")], 0, 0),
        ]);
        var found = await search.PageAsync(query, new SearchWindow(0, long.MaxValue), SearchPlace.Newest, Most, cancellation);
        var items = await pages.OfAsync([.. found.Places.Reverse().Select(p => p.RecordId)], zone, cancellation);
        var nameOf = await names.OfAsync(items.SelectMany(ToldOf).Select(i => (Guid?)i), cancellation);
        return [.. items.Select(i => Acting(i, people)).Select(i => i.Say(zone)).Select(i => i with { Text = Told(i, nameOf) })];
    }

    // Outside the visit's chain a record holds a participant's id alone.
    private static RecordItem Acting(RecordItem item, IReadOnlyList<TimelinePerson> people) =>
        item.Actor is { Role: null, Id: { } id } && people.FirstOrDefault(p => p.ParticipantId.ToString() == id) is { } person ? item with { Actor = item.Actor with { Role = person.Role.ToString() } } : item;

    private static string? Told(RecordItem item, Func<Guid, string?> nameOf)
    {
        if (item.Code != "AlertTold" || item.Damaged) return item.Text;
        var who = ToldOf(item).Select(nameOf).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return who.Count == 0 ? $"{item.Text} Nobody of the staff was connected there." : $"{item.Text} Connected were {string.Join(", ", who)}.";
    }

    private static IEnumerable<Guid> ToldOf(RecordItem item) =>
        item.Code != "AlertTold" || item.After is not JsonObject after ? []
            : ToldLists.SelectMany(name => after[name] as JsonArray ?? []).Select(n => Guid.TryParse(n?.GetValue<string>(), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct();
}
