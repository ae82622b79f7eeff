using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Every place outside the database that signed heads go to, together.</summary>
internal sealed partial class HeadCopies(IEnumerable<ICheckpointCopy> copies, SecondStore second, ILogger<HeadCopies> log)
{
    /// <summary>Hands the newest readable head of each place to the check.</summary>
    public async Task CheckAsync(string origin, Func<string, string, Task> check, CancellationToken cancellation)
    {
        foreach (var copy in copies)
        {
            if (Newest(await copy.ReadAsync(origin, cancellation), origin) is { } note) await check(copy.Name, note);
        }

        if (await second.ReadAsync(origin, cancellation) is { } stored && Newest([stored], origin) is { } own) await check("Audit:SecondStore", own);
    }

    /// <summary>A place that cannot be written to stops no sealing; it is told, and gets the next head.</summary>
    public async Task PublishAsync(LogOriginRow origin, CheckpointRow head, CancellationToken cancellation)
    {
        foreach (var copy in copies)
        {
            try
            {
                await copy.PublishAsync(origin, head, cancellation);
            }
            catch (Exception full) when (full is IOException or UnauthorizedAccessException)
            {
                LogNotPublished(copy.Name, full);
            }
        }
    }

    // A torn line, or a head of another log, is passed over; a head of ours that does not hold is not.
    private static string? Newest(IReadOnlyList<string> notes, string origin) =>
        notes.Where(n => SizeOf(n, origin) is not null).MaxBy(n => SizeOf(n, origin));

    private static long? SizeOf(string note, string origin) =>
        Ledger.Notes.SignedNote.TryParse(note) is { } signed && Ledger.Notes.Checkpoint.TryParse(signed.Text) is { } head && head.Origin == origin ? head.Size : null;

    [LoggerMessage(1702, LogLevel.Warning, "A signed head could not be written to {Place}")]
    private partial void LogNotPublished(string place, Exception cause);
}
