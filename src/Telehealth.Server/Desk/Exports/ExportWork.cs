using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Does the next bit of an export.</summary>
internal sealed class ExportWork(ExportBeginning beginning, ExportFinding finding, ExportWriting writing, ExportPacking packing, ExportBook exports, ExportFolder folder)
{
    /// <returns>The export as it is then; null when it is finished, or waits.</returns>
    /// <exception cref="ExportFailedException">It cannot be finished.</exception>
    /// <exception cref="ExportLostException">It is not ours any more.</exception>
    public async Task<ExportJob?> AdvanceAsync(ExportJob job, CancellationToken cancellation)
    {
        try
        {
            folder.Open(job.Row.Id);
            switch (job.Row.Step)
            {
                case ExportStep.Waiting:
                    if (await beginning.BeginAsync(job, cancellation) is { } begun) return begun;
                    await exports.ReleaseAsync(job, cancellation);
                    return null;
                case ExportStep.Finding: return await finding.FindAsync(job, cancellation);
                case ExportStep.Writing: return await writing.WriteAsync(job, cancellation);
                case ExportStep.Packing:
                    await packing.PackAsync(job, cancellation);
                    return null;
                default: throw new InvalidOperationException("An export has no such step.");
            }
        }
        catch (Exception gone) when (gone is InvalidDataException or FileNotFoundException or EndOfStreamException)
        {
            // Its working files are of another server, or were taken away: the same is made again from the beginning.
            return await exports.SaveAsync(job, Again, cancellation);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ExportFailedException(ExportFault.FolderUnavailable, fault);
        }
    }

    private static void Again(LogExportRow row)
    {
        (row.Step, row.Done, row.RecordsBytes, row.ProofsBytes) = (row.Whole ? ExportStep.Writing : ExportStep.Finding, 0, 0, 0);
        if (!row.Whole) (row.PlaceAt, row.PlaceRecord) = (Storage.Micros.Of(row.ToAt ?? row.CreatedAt + NodaTime.Duration.FromDays(1)), 0);
    }
}
