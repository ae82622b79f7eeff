using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>
/// After an older backup was restored, or a key was lost: a new tree under a new name, whose first leaf cites the last signed head of the old
/// one. Nothing smaller is ever signed under the old name, and everybody can see how many records are gone.
/// </summary>
internal sealed class NewOrigin(ISealEngine engine, LogBook book, LogKeyring keyring, IClinicDesk desk)
{
    /// <param name="note">The newest signed head of the old tree that anybody has.</param>
    /// <returns>What was done; or what is wrong.</returns>
    public async Task<(bool Done, string Said)> BeginAsync(string note, string reason, CancellationToken cancellation)
    {
        if (!await engine.HoldAsync(cancellation)) return (false, "A server is sealing this log. Stop every server first.");
        if (await book.OriginAsync(cancellation) is not { } old) return (false, "This database has no sealed log yet: it needs no new origin.");
        var known = (await book.KeysAsync(old.Origin, cancellation)).Select(k => NoteVerifierKey.TryParse(k.Vkey)).OfType<NoteVerifierKey>().ToList();
        var opened = Checkpoint.Open(note, known, old.Origin);
        if (opened.Checkpoint is not { } head) return (false, $"The signed head does not hold: {opened.Problem}.");
        if (await book.CheckpointAsync(old.Origin, cancellation) is { } last && last.Size > head.Size) return (false, $"The database holds a newer signed head, of {last.Size} records: the head given is not the last one.");

        var next = new LogOriginRow { Number = old.Number + 1, Origin = LogOpening.NameOf(keyring.Origin, old.Number + 1), FirstLeaf = await book.LeavesAsync(cancellation), StartedAt = default };
        await WriteAsync(next, head, note, next.FirstLeaf - old.FirstLeaf, reason, cancellation);
        return (true, $"The log goes on as {next.Origin}. The old one, {old.Origin}, ends at {next.FirstLeaf - old.FirstLeaf} records here; its last signed head speaks of {head.Size}.\n"
            + $"Publish the new key beside the old one: {keyring.For(next.Origin)[0].Verifier}");
    }

    private Task<bool> WriteAsync(LogOriginRow next, Checkpoint head, string note, long kept, string reason, CancellationToken cancellation) => desk.ExecuteAsync(
        Actor.System,
        async (work, token) =>
        {
            await work.Db.Database.ExecuteSqlAsync(
                $"INSERT INTO log_origins (number, origin, first_leaf, started_at) VALUES ({next.Number}, {next.Origin}, {next.FirstLeaf}, {Micros.Of(work.Now)})", token);
            work.Record(new ClinicRecord(Sealer.Reopened, LogKeyChange.Area, new Dictionary<string, string>(), new Dictionary<string, object?>
            {
                ["origin"] = next.Origin, ["before"] = head.Origin, ["beforeSize"] = head.Size, ["beforeRoot"] = Convert.ToHexStringLower(head.Root.Span), ["kept"] = kept, ["checkpoint"] = note, ["reason"] = reason,
            }));
            return true;
        },
        cancellation);
}
