using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Exports;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>The file of a finished export, whole or from where a download broke off. Every request for it is a record before a byte leaves.</summary>
internal sealed class ExportFile(TelehealthDb db, IClinicDesk desk, ExportFolder folder)
{
    public async Task<IResult> HandleAsync(Caller caller, Guid id, HttpRequest request, CancellationToken cancellation)
    {
        if (await db.LogExports.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id, cancellation) is not { State: ExportState.Done, FileHash: { } hash } row) return Problem.Of(RefusalCode.NotFound).ToResult();
        if (!File.Exists(folder.ZipOf(id))) return Problem.Of(RefusalCode.Unavailable, "The file is on another server, or its folder is away. Audit:ExportFolder has to be shared by all servers.").ToResult();
        await desk.AppendAsync(caller.Actor, ExportRecords.Downloaded(row, FirstByte(request)), cancellation);
        return Results.File(folder.ZipOf(id), "application/zip", $"visit-log-{row.CreatedAt.InUtc().Date:uuuu-MM-dd}-{id.ToString("N")[^8..]}.zip", entityTag: new EntityTagHeaderValue($"\"{hash}\""), enableRangeProcessing: true);
    }

    private static long FirstByte(HttpRequest request) => request.GetTypedHeaders().Range?.Ranges.FirstOrDefault()?.From ?? 0;
}
