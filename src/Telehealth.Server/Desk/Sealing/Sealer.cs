using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Storage.Sealing;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>
/// Gives every queued record its leaf, extends the tree and signs its head: commit, then sign, then persist the signed head, and only then
/// publish it. Killed between any two of these, the next turn goes on from what is on disk. Not for two threads.
/// </summary>
internal sealed class Sealer(ISealEngine engine, SealQueue queue, LogOpening opening, LogKeyring keyring, HeadCopies copies, LogStatus status, LogMetrics metrics, ClinicClock clock, IOptions<AuditOptions> options)
{
    /// <summary>The record that a tree begun after a restored backup begins with.</summary>
    public const string Reopened = "LogReopened";

    /// <summary>So that a flood of records does not keep a head from being signed. After a turn that sealed as many, the next is due at once.</summary>
    public const int MostPerTurn = 50_000;
    private OpenLog? _open;

    /// <param name="signNow">Does not wait for the time between two heads.</param>
    /// <returns>Records sealed; null when it is another node's turn.</returns>
    public async Task<int?> TurnAsync(bool signNow, CancellationToken cancellation)
    {
        if (!await engine.HoldAsync(cancellation))
        {
            _open = null;
            status.Set(SealingState.Standby);
            return null;
        }

        if (_open is null) await OpenAsync(cancellation);
        var records = await DrainAsync(_open!, cancellation);
        var now = clock.Now();
        if (signNow ? _open!.Grew : _open!.Due(now, Duration.FromSeconds(options.Value.CheckpointSeconds))) await SignAsync(_open, now, cancellation);
        status.Sealed(_open.Origin.Origin, _open.Edge.Size);
        metrics.Sealed(records);
        return records;
    }

    /// <summary>After an error what is in hand may not be what is on disk: the next turn reads it again.</summary>
    public async Task DropAsync()
    {
        _open = null;
        await engine.DropAsync();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        var open = await opening.OpenAsync(engine, clock.Now(), cancellation);
        // A crash between persisting and publishing left this to do.
        if (open.Signed is { } last) await copies.PublishAsync(open.Origin, last, cancellation);
        _open = open;
    }

    private async Task<int> DrainAsync(OpenLog open, CancellationToken cancellation)
    {
        if (open is not { Origin.Number: > 1, Edge.Size: 0 }) return await SealAsync(open, queue.ReadAsync(MostPerTurn, cancellation), cancellation);
        return await SealAsync(open, queue.ReadFirstOfAsync(Reopened, cancellation), cancellation) is 0 ? 0 : 1 + await DrainAsync(open, cancellation);
    }

    /// <summary>Counts the next leaves while those before them are being written.</summary>
    private async Task<int> SealAsync(OpenLog open, IAsyncEnumerable<QueuedRecord> waiting, CancellationToken cancellation)
    {
        var (edge, sealing, writing) = (open.Edge.Copy(), Begin(open, open.Edge), Task.CompletedTask);
        try
        {
            await foreach (var record in waiting)
            {
                sealing.Add(record, edge);
                if (sealing.Count < engine.MostAtOnce) continue;
                await writing;
                writing = engine.WriteAsync(sealing, cancellation);
                sealing = Begin(open, edge);
            }

            await writing;
            if (sealing.Count > 0) await engine.WriteAsync(sealing, cancellation);
        }
        finally
        {
            // Not left to itself on a connection that is closed next.
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var records = (int)(edge.Size - open.Edge.Size);
        open.Edge = edge;
        return records;
    }

    private static SealBatch Begin(OpenLog open, TileFrontier edge) => new(open.Origin.Number, open.Origin.FirstLeaf + edge.Size);

    private async Task SignAsync(OpenLog open, Instant now, CancellationToken cancellation)
    {
        var root = open.Edge.Root();
        var note = new Checkpoint(open.Origin.Origin, open.Edge.Size, root).Sign(keyring.For(open.Origin.Origin)).ToString();
        var head = new CheckpointRow { Origin = open.Origin.Origin, Size = open.Edge.Size, Root = root, Note = note, SignedAt = now };
        await engine.WriteCheckpointAsync(head, cancellation);
        open.Signed = head;
        await copies.PublishAsync(open.Origin, head, cancellation);
    }
}
