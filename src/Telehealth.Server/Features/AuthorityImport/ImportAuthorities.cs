using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.AuthorityImport;

/// <param name="DryRun">Only look; true unless said otherwise.</param>
/// <param name="LeaveOutErrors">Write the other rows; without it a file with an error is not written.</param>
/// <param name="FileDay">The day as of which a register's file was made, <c>YYYY-MM-DD</c>.</param>
internal sealed record ImportQuery(bool? DryRun, bool? LeaveOutErrors, string? FileDay);

/// <summary>A CSV file of authorities, told row by row; when it is written, then in one transaction with all its records, or not at all.</summary>
internal sealed class ImportAuthorities(TelehealthDb db, IClinicDesk desk, ReadRecords reads, TimeProvider time)
{
    public async Task<Answer<ImportAnswer>> HandleAsync(HttpContext http, ImportQuery query, CancellationToken cancellation)
    {
        var caller = http.User.ToCaller();
        LocalDate? day = LocalDatePattern.Iso.Parse(query.FileDay ?? "") is { Success: true, Value: var parsed } ? parsed : null;
        var today = time.Now().InUtc().Date;
        var check = new Check()
            .That(http.Request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) is true, "body", "a text/csv file")
            .That(query.FileDay is null || (day is { } given && given <= today), "fileDay", "YYYY-MM-DD, up to today in UTC");
        if (check.Problem is { } problem) return problem;
        if (await ReadAsync(http, cancellation) is not { } bytes) return RefusalCode.TooLarge;
        var (file, wrong) = Recognise(bytes, day);
        if (file is null) return Problem.Of(RefusalCode.Invalid, wrong);
        if (query.DryRun is not false) return await LookAsync(caller, file, today, cancellation);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return await desk.ExecuteAsync(caller.Actor, (work, token) => WriteAsync(work, file, hash, query.LeaveOutErrors is true, today, token), cancellation);
    }

    private static (ImportFile? File, string? Problem) Recognise(byte[] bytes, LocalDate? day)
    {
        var (rows, broken) = Csv.Read(bytes);
        if (broken is not null) return (null, broken);
        var (sheet, wrong) = ImportSheet.Of(rows);
        if (sheet is null) return (null, wrong);
        if (ImportLayout.Of(sheet) is not { } layout) return (null, "The columns are not those of a file that is known here. docs/authority-import.md lists them.");
        return layout.AsksForItsDay && day is null && !sheet.Has("reportDate") ? (null, "Say on which day this file was made: its licenses count as checked on that day.") : (new(sheet, layout, day), null);
    }

    private async Task<Answer<ImportAnswer>> LookAsync(Caller caller, ImportFile file, LocalDate today, CancellationToken cancellation)
    {
        var plan = await ImportPlan.MakeAsync(db, file, today, cancellation);
        await reads.NoteAsync(caller, "AuthorityImportLookedAt", null, cancellation, plan.Rows.Count);
        return plan.Tell(file, dryRun: true, written: null);
    }

    private static async Task<Answer<ImportAnswer>> WriteAsync(ClinicWork work, ImportFile file, string hash, bool leaveOutErrors, LocalDate today, CancellationToken cancellation)
    {
        var plan = await ImportPlan.MakeAsync(work.Db, file, today, cancellation);
        if (plan.Count(RowOutcome.Error) > 0 && !leaveOutErrors) return plan.Tell(file, dryRun: false, written: null);
        var written = new Dictionary<int, AuthorityId>();
        foreach (var (row, _, decision) in plan.Rows)
        {
            if (decision is not { Append: { } append, Clinician: { } clinician }) continue;
            var id = new AuthorityId(Guid.CreateVersion7(work.Now.ToDateTimeOffset()));
            await AuthorityFile.AppendAsync(work, id, clinician, append, cancellation);
            written[row.Line] = id;
        }

        work.Record(new ClinicRecord("AuthoritiesImported", AuthorityFile.Area, new Dictionary<string, string>(), new Dictionary<string, object?>
        {
            ["layout"] = file.Layout.Name.ToString(), ["file"] = hash, ["added"] = (long)plan.Count(RowOutcome.Added), ["superseded"] = (long)plan.Count(RowOutcome.Superseded),
            ["unchanged"] = (long)plan.Count(RowOutcome.Unchanged), ["leftOut"] = (long)plan.Count(RowOutcome.Error),
        }));
        return plan.Tell(file, dryRun: false, written);
    }

    /// <summary>Null when it is larger than a file may be.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = Csv.MostBytes + 1;
        using var whole = new MemoryStream();
        var part = new byte[16 * 1024];
        while (await http.Request.Body.ReadAsync(part, cancellation) is var read and > 0)
        {
            whole.Write(part, 0, read);
            if (whole.Length > Csv.MostBytes) return null;
        }

        return whole.ToArray();
    }
}
