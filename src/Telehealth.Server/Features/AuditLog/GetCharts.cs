using NodaTime;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Date">In the clinic's zone.</param>
internal sealed record ChartDay(LocalDate Date, long Done, long Refused, long Allowed, long Held, long Denied);

internal sealed record ChartBar(string Name, string Label, long Count);

/// <param name="Reasons">Of refusals and of evaluations that were not Allow, most first.</param>
internal sealed record ChartsAnswer(IReadOnlyList<ChartDay> Days, IReadOnlyList<ChartBar> Reasons, IReadOnlyList<ChartBar> Categories);

/// <summary>How much of what was recorded, day by day. Counts only: nothing in it is about one person.</summary>
internal sealed class GetCharts(DayCounts counts, IndexZone zone, IClinicDesk desk, TimeProvider time)
{
    private const int MostDays = 92;
    private const int MostBars = 12;
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    public async Task<Answer<ChartsAnswer>> HandleAsync(Caller caller, int? days, CancellationToken cancellation)
    {
        if (days is < 1 or > MostDays) return Problems.Invalid(("days", $"1 to {MostDays}"));
        var (today, back) = (Period.DaysBetween(Epoch, time.Now().InZone(zone.Zone).Date), days ?? 30);
        var found = await counts.ReadAsync(today - back + 1, today, cancellation);
        await desk.AppendAsync(caller.Actor, new ClinicRecord("LogChartsRead", ReadRecords.Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["days"] = (long)back }), cancellation);
        return new ChartsAnswer([.. Enumerable.Range(today - back + 1, back).Select(d => DayOf(d, found))], Bars(Reasons(found), RecordWords.OfReason), Bars(Categories(found), RecordWords.Apart));
    }

    private static ChartDay DayOf(int day, IReadOnlyList<DayCount> counts)
    {
        var of = counts.Where(c => c.Day == day).GroupBy(c => c.Facets.Outcome).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        long Of(RecordOutcome outcome) => of.GetValueOrDefault(outcome);
        return new(Epoch.PlusDays(day), Of(RecordOutcome.Done), Of(RecordOutcome.Refused), Of(RecordOutcome.Allowed), Of(RecordOutcome.Held), Of(RecordOutcome.Denied));
    }

    private static IEnumerable<(string Name, long Count)> Reasons(IReadOnlyList<DayCount> counts) =>
        counts.Where(c => c.Facets is { Reasons.Length: > 0, Outcome: not RecordOutcome.Allowed }).SelectMany(c => c.Facets.Reasons.Split(',').Select(r => (r, c.Count)));

    private static IEnumerable<(string Name, long Count)> Categories(IReadOnlyList<DayCount> counts) => counts.Select(c => (RecordCategories.Of(c.Facets.Code).ToString(), c.Count));

    private static List<ChartBar> Bars(IEnumerable<(string Name, long Count)> counts, Func<string, string> label) =>
        [.. counts.GroupBy(c => c.Name).Select(g => new ChartBar(g.Key, label(g.Key), g.Sum(c => c.Count))).OrderByDescending(b => b.Count).ThenBy(b => b.Name, StringComparer.Ordinal).Take(MostBars)];
}
