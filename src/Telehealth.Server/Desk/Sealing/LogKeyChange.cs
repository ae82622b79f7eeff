using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Sees a new signing key: taken only beside the one before, and recorded.</summary>
internal sealed class LogKeyChange(LogBook book, LogKeyring keyring, IClinicDesk desk)
{
    public const string Area = "log";

    /// <returns>Every key that heads of this origin were signed with.</returns>
    /// <exception cref="LogRefusedException">Nobody who held the key before vouches for the new one.</exception>
    public async Task<IReadOnlyList<NoteVerifierKey>> SettleAsync(ISealEngine engine, LogOriginRow origin, long size, Instant now, CancellationToken cancellation)
    {
        var mine = keyring.For(origin.Origin).Select(k => k.Verifier).ToList();
        var known = (await book.KeysAsync(origin.Origin, cancellation)).ConvertAll(k => k.Vkey);
        if (known.Count == 0)
        {
            await engine.WriteKeyAsync(new LogKeyRow { Origin = origin.Origin, Vkey = mine[0].ToString(), SinceSize = size, AddedAt = now }, cancellation);
            return [mine[0]];
        }

        if (!known.Contains(mine[0].ToString()))
        {
            if (mine.Skip(1).FirstOrDefault(k => known.Contains(k.ToString())) is not { } before) throw new LogRefusedException(
                $"The log {origin.Origin} was never signed with the key of Audit:SigningKeyFile. To exchange keys, name the one before in Audit:PreviousSigningKeyFile; if it is lost, see 'telehealth log new-origin --help'.");
            await RotateAsync(origin, size, before, mine[0], cancellation);
            known.Add(mine[0].ToString());
        }

        return [.. known.Select(NoteVerifierKey.TryParse).OfType<NoteVerifierKey>()];
    }

    private Task<bool> RotateAsync(LogOriginRow origin, long size, NoteVerifierKey from, NoteVerifierKey to, CancellationToken cancellation) => desk.ExecuteAsync(
        Actor.System,
        async (work, token) =>
        {
            await work.Db.Database.ExecuteSqlAsync(
                $"INSERT INTO log_keys (origin, vkey, since_size, added_at) VALUES ({origin.Origin}, {to.ToString()}, {size}, {Micros.Of(work.Now)})", token);
            work.Record(new ClinicRecord("KeyRotated", Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["origin"] = origin.Origin, ["from"] = from.ToString(), ["to"] = to.ToString() }));
            return true;
        },
        cancellation);
}
