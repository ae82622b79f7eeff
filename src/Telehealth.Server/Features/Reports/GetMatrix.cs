using NodaTime;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Reports;

/// <param name="On">A day, <c>YYYY-MM-DD</c>; today in each state when absent.</param>
/// <param name="Profession">Clinicians of this profession only.</param>
internal sealed record MatrixQuery(string? On, string? Profession);

/// <param name="On">Absent when it is asked for today.</param>
internal sealed record MatrixAnswer(LocalDate? On, string RulesVersion, IReadOnlyList<string> States, IReadOnlyList<MatrixRow> Clinicians);

internal sealed record MatrixRow(StaffId ClinicianId, string Name, string Credentials, Profession Profession, IReadOnlyList<MatrixCell> Cells);

/// <param name="Authority">The record that the verdict rests on.</param>
internal sealed record MatrixCell(string State, Verdict Verdict, IReadOnlyList<ReasonView> Reasons, MatrixAuthority? Authority);

internal sealed record MatrixAuthority(AuthorityId Id, AuthorityKind Kind, string Issuer, string Number, LocalDate EffectiveOn, LocalDate ExpiresOn, LocalDate? VerifiedOn)
{
    public static MatrixAuthority? Of(Authority? a) => a is null ? null : new(a.Id, a.Kind, a.Issuer, a.Number, a.EffectiveOn, a.ExpiresOn, a.VerifiedOn);
}

/// <summary>Who may treat where on one day: the gate asked about every active clinician and every served state.</summary>
internal sealed class GetMatrix(ClinicFactsCache facts, ClinicianNames names, ReadRecords reads, TimeProvider time)
{
    public async Task<Answer<MatrixAnswer>> HandleAsync(Caller caller, MatrixQuery query, CancellationToken cancellation)
    {
        LocalDate? on = query.On is not null && LocalDatePattern.Iso.Parse(query.On) is { Success: true, Value: var day } && day.Year is > 1900 and < 9999 ? day : null;
        Profession? only = Enum.TryParse<Profession>(query.Profession, out var parsed) && Enum.IsDefined(parsed) ? parsed : null;
        var check = new Check().That(query.On is null || on is not null, "on", "YYYY-MM-DD").That(query.Profession is null || only is not null, "profession", "a profession");
        if (check.Problem is { } problem) return problem;

        var (clinic, _) = await facts.GetAsync(fresh: true, cancellation);
        var people = await names.AllAsync(cancellation);
        var now = time.Now();
        var rows = clinic.Clinicians.Values.Where(c => c.Active && (only is null || c.Profession == only))
            .Select(c => RowOf(clinic, c, people[c.Id], on, now))
            .OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.ClinicianId.Value).ToList();
        await reads.NoteAsync(caller, "LicensureMatrixRead", null, cancellation, rows.Count);
        return new MatrixAnswer(on, clinic.RulesVersion, [.. clinic.ServedStates], rows);
    }

    private static MatrixRow RowOf(ClinicFacts clinic, ClinicianFacts clinician, ClinicianName name, LocalDate? on, Instant now) =>
        new(clinician.Id, name.Name, name.Credentials, clinician.Profession, [.. clinic.ServedStates.Select(s => CellOf(clinic, clinician, s, on, now))]);

    private static MatrixCell CellOf(ClinicFacts clinic, ClinicianFacts clinician, string state, LocalDate? on, Instant now)
    {
        var asked = on is { } day ? DryRunOf.Day(state, day, now) : new DryRunOf(state, now, now + Duration.FromMinutes(30), now);
        var decision = DryRun.Ask(clinic, clinician, asked);
        return new(state, decision.Verdict, [.. decision.Reasons.Select(ReasonView.Of)], MatrixAuthority.Of(DryRun.AuthorityOf(clinician, decision)));
    }
}
