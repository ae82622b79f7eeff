using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Hosting.RuleCommands;

/// <summary>Every booked visit, decided dry under both rule sets. Only its id, the place and the codes are told.</summary>
internal static class VisitDiff
{
    private const int BetweenSigns = 500;

    public static async Task<(int Looked, int Changed)> WriteAsync(
        ClinicReading clinic, LoadedRules from, LoadedRules to, int days, CommandContext context, CancellationToken cancellation)
    {
        var now = Instant.FromDateTimeOffset(context.Time.GetUtcNow());
        var people = await clinic.CliniciansAsync(context.Time, cancellation);
        var policy = (context.Settings.GetSection(VisitsOptions.Section).Get<VisitsOptions>() ?? new()).ToPolicy();
        var (before, after) = (ClinicOf(from, people, policy, context), ClinicOf(to, people, policy, context));
        var (looked, changed) = (0, 0);
        var visits = await clinic.BookedAsync(now, now + Duration.FromDays(days), cancellation);
        foreach (var visit in visits)
        {
            var lines = new List<string>();
            foreach (var (state, basis) in await PlacesAsync(clinic, visit, before, after, cancellation))
            {
                var (old, next) = (DryDecision.Of(visit, state, before, now), DryDecision.Of(visit, state, after, now));
                if (old.Verdict != next.Verdict) lines.Add($"{visit.Visit.Id} {state} ({basis}): {old.Verdict} -> {next.Verdict} {CodesOf(old, next)}");
            }

            foreach (var line in lines) await context.Output.WriteLineAsync(line.TrimEnd());
            if (lines.Count > 0) changed++;
            if (++looked % BetweenSigns == 0) await context.Errors.WriteLineAsync($"{looked} of {visits.Count} visits");
        }

        return (looked, changed);
    }

    private static ClinicFacts ClinicOf(LoadedRules rules, ImmutableDictionary<StaffId, ClinicianFacts> people, VisitPolicy policy, CommandContext context)
    {
        var served = (context.Settings.GetSection(ClinicOptions.Section).Get<ClinicOptions>() ?? new()).ServedStates is { Length: > 0 } named ? [.. named] : rules.Set.ServedStates;
        return new() { ServedStates = served, RulesVersion = rules.Set.Version, Rules = rules.Set with { ServedStates = served }, Clinicians = people, Policy = policy };
    }

    private static async Task<IEnumerable<(string State, string Basis)>> PlacesAsync(ClinicReading clinic, LoadedVisit visit, ClinicFacts before, ClinicFacts after, CancellationToken cancellation)
    {
        if (visit.Visit.Attestation?.State is { } stated) return [(stated, "stated")];
        if (await clinic.Visits.LastStateOfPatientAsync(visit.Visit.PatientId, cancellation) is { } last) return [(last, "last visit")];
        return before.ServedStates.Union(after.ServedStates).Select(s => (s, "if there"));
    }

    /// <summary>What is there under one of them only, among what decides.</summary>
    private static string CodesOf(LicensureDecision old, LicensureDecision next) => string.Join(' ',
        Deciding(old).Concat(Deciding(next)).GroupBy(c => c).Where(g => g.Count() == 1).Select(g => g.Key).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Deciding(LicensureDecision decision) =>
        decision.Reasons.Where(r => r.Severity is ReasonSeverity.Hold or ReasonSeverity.Deny).Select(r => r.Code.ToWire()).Distinct();
}
