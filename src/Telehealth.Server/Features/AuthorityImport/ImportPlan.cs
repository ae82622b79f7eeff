using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>A file that was read, in the shape that it was recognised as.</summary>
internal sealed record ImportFile(ImportSheet Sheet, ImportLayout Layout, LocalDate? FileDay);

/// <summary>What a file would do to the clinic's records, row by row.</summary>
internal sealed record ImportPlan(IReadOnlyList<(CsvRow Row, ImportedLicense? Read, RowDecision Decision)> Rows, IReadOnlyDictionary<StaffId, string> Names)
{
    public int Count(RowOutcome outcome) => Rows.Count(r => r.Decision.Outcome == outcome);

    public static async Task<ImportPlan> MakeAsync(TelehealthDb db, ImportFile file, LocalDate today, CancellationToken cancellation)
    {
        var ids = await db.Clinicians.AsNoTracking().Select(c => c.StaffId).ToListAsync(cancellation);
        var accounts = await db.Users.AsNoTracking().Select(u => new { u.Id, u.Email, u.GivenName, u.FamilyName }).ToListAsync(cancellation);
        var clinicians = accounts.Where(a => ids.Contains(new StaffId(a.Id))).ToList();
        var known = clinicians.Select(a => (a.Id.ToString("D"), new StaffId(a.Id))).Concat(clinicians.Where(a => a.Email is not null).Select(a => (a.Email!, new StaffId(a.Id))));
        var rules = new ImportRules(known, await db.Authorities.AsNoTracking().ToListAsync(cancellation), today);
        return new ImportPlan([.. file.Sheet.Rows.Select(r => Decide(file, rules, r))], clinicians.ToDictionary(a => new StaffId(a.Id), a => $"{a.GivenName} {a.FamilyName}"));
    }

    private static (CsvRow, ImportedLicense?, RowDecision) Decide(ImportFile file, ImportRules rules, CsvRow row)
    {
        var fields = new Fields(file.Sheet, row);
        var read = file.Layout.Read(fields, file.FileDay);
        return (row, read, read is null ? new RowDecision(RowOutcome.Error, Error: fields.Error) : rules.Decide(read));
    }

    public ImportAnswer Tell(ImportFile file, bool dryRun, IReadOnlyDictionary<int, AuthorityId>? written) => new(
        file.Layout.Name, dryRun, written is not null, file.Sheet.ColumnsWhere(file.Layout.Knows), file.Sheet.ColumnsWhere(c => !file.Layout.Knows(c)),
        Count(RowOutcome.Added), Count(RowOutcome.Superseded), Count(RowOutcome.Unchanged), Count(RowOutcome.Error),
        [.. Rows.Select(r => Tell(r.Row, r.Read, r.Decision, written))]);

    private ImportRowView Tell(CsvRow row, ImportedLicense? read, RowDecision decision, IReadOnlyDictionary<int, AuthorityId>? written) => new(
        row.Line, decision.Outcome, decision.Clinician, decision.Clinician is { } id ? Names.GetValueOrDefault(id) : null,
        read is null ? null : $"{read.Profession} {read.Number}, {string.Join(' ', read.Jurisdictions)}", decision.Error,
        written is not null && written.TryGetValue(row.Line, out var appended) ? appended : null, decision.Append is null ? null : decision.Before?.Id);
}
