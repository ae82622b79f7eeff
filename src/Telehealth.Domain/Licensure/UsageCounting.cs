using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>What of a limit is used up, counted from the clinic's own started visits. What cannot be counted is not taken for nothing.</summary>
internal static class UsageCounting
{
    /// <param name="ofState">Null counts the uses of this authority; a state, those of every authority of this kind that names it (a limit of the law's, not of the paper).</param>
    public static UsageEvidence Count(UsageLimit limit, Authority authority, string? ofState, LicensureQuestion question, ClinicianFacts facts, LocalDate first, LocalDate last)
    {
        if (facts.Uses is not { IsDefault: false } uses) return Unknown(limit);
        var relevant = Relevant(uses, authority, ofState, question, facts);
        var counted = Count(limit, relevant, authority, question, first, last, last);
        if (first == last) return counted;

        // A visit over the night may end in another window than it began in; the one that is fuller counts.
        var begun = Count(limit, relevant, authority, question, first, last, first);
        return begun.Used + begun.Adds > counted.Used + counted.Adds ? begun : counted;
    }

    private static UsageEvidence Unknown(UsageLimit limit) => new(limit.Unit, limit.Max, null, 1, true);

    private static List<AuthorityUse> Relevant(ImmutableArray<AuthorityUse> uses, Authority authority, string? ofState, LicensureQuestion question, ClinicianFacts facts)
    {
        var ledger = AuthorityLedger.Of(facts);
        var relevant = new List<AuthorityUse>();
        foreach (var use in uses)
        {
            if (use.VisitId == question.VisitId) continue;

            // A use of a record that is not known is not forgiven.
            if (ledger.LatestOf(use.AuthorityId) is not { } used
                || (ofState is null ? used.Id == authority.Id : used.Kind == authority.Kind && used.Jurisdictions.Contains(ofState))) relevant.Add(use);
        }

        return relevant;
    }

    private static UsageEvidence Count(UsageLimit limit, List<AuthorityUse> relevant, Authority authority, LicensureQuestion question, LocalDate first, LocalDate last, LocalDate on)
    {
        if (Window(limit, authority, on) is not { } window) return Unknown(limit);
        var counted = relevant.Where(u => u.LastDay >= window.From && u.FirstDay <= window.Until).ToList();
        var (before, adds) = limit.Unit switch
        {
            UsageUnit.Day => Days(counted, window, first, last),
            UsageUnit.Encounter => (counted.Select(u => u.VisitId).Distinct().Count(), 1),
            UsageUnit.Patient => Patients(counted, question.PatientId),
        };
        return new(limit.Unit, limit.Max, before, adds, limit.Window is not UsageWindow.SinceEvent || (first >= window.From && last <= window.Until));
    }

    /// <summary>Null where the limit counts from an event that nobody recorded.</summary>
    private static (LocalDate From, LocalDate Until)? Window(UsageLimit limit, Authority authority, LocalDate on) => limit.Window switch
    {
        UsageWindow.CalendarYear => (new LocalDate(on.Year, 1, 1), new LocalDate(on.Year, 12, 31)),
        UsageWindow.Rolling12Months => (on.PlusYears(-1).PlusDays(1), on),
        UsageWindow.SinceEvent => authority.EventOn is { } day && limit.Days is { } days ? (day, day.PlusDays(days - 1)) : null,
    };

    private static (int, int) Days(List<AuthorityUse> uses, (LocalDate From, LocalDate Until) window, LocalDate first, LocalDate last)
    {
        var days = new HashSet<LocalDate>();
        foreach (var use in uses) AddInside(window, use.FirstDay, use.LastDay, days);
        var before = days.Count;
        AddInside(window, first, last, days);
        return (before, days.Count - before);
    }

    private static void AddInside((LocalDate From, LocalDate Until) window, LocalDate first, LocalDate last, HashSet<LocalDate> days)
    {
        for (var day = LocalDate.Max(first, window.From); day <= LocalDate.Min(last, window.Until); day = day.PlusDays(1)) days.Add(day);
    }

    private static (int, int) Patients(List<AuthorityUse> uses, PatientId? patient)
    {
        var patients = uses.Select(u => u.PatientId).ToHashSet();
        return (patients.Count, patient is { } one && patients.Contains(one) ? 0 : 1);
    }
}
