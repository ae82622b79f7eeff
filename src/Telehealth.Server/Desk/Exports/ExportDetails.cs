using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Telehealth.Ledger.Bundles;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>The personal parts of an export's records, opened, for an export that asked for them; of those whose key was destroyed, the record that tells of it.</summary>
internal sealed class ExportDetails(IDbContextFactory<TelehealthDb> databases, RecordDetails details)
{
    private const string Erasure = "PatientErased";
    private const int AtOnce = 500;

    /// <exception cref="ExportFailedException">A record, or a part that must be there, is gone, or is not what its record commits to.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> LinesAsync(
        LogOriginRow origin, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var erasures = new Dictionary<Domain.PatientId, long?>();
        var committed = records.Select(r => (r.Leaf, Commitment: RecordDetails.CommitmentOf(r.Bytes))).Where(r => r.Commitment is not null);
        await foreach (var some in committed.Chunk(AtOnce).WithCancellation(cancellation))
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var leaves = some.Select(r => r.Leaf + origin.FirstLeaf).ToList();
            var rows = await db.RecordLeaves.AsNoTracking().Where(l => leaves.Contains(l.LeafIndex)).OrderBy(l => l.LeafIndex)
                .Join(db.Records.AsNoTracking(), l => l.RecordId, r => r.Id, (_, r) => r).ToListAsync(cancellation);
            // Retention may have come in between; both are in the order of the log.
            if (rows.Count != some.Length) throw new ExportFailedException(ExportFault.RecordMissing);
            var opened = await OpenAsync(db, rows, cancellation);
            foreach (var ((_, commitment), row) in some.Zip(rows))
            {
                if (await LineAsync(db, origin, row, commitment!, opened[row.Hash], erasures, cancellation) is { } line) yield return line.ToBytes();
            }
        }
    }

    private async Task<IReadOnlyDictionary<string, OpenedDetail>> OpenAsync(TelehealthDb db, List<RecordRow> rows, CancellationToken cancellation)
    {
        try
        {
            return await details.OpenAsync(db, rows, cancellation);
        }
        catch (DetailFaultException fault)
        {
            throw new ExportFailedException(ExportFault.DetailUnreadable, fault);
        }
    }

    private static async Task<DetailLine?> LineAsync(TelehealthDb db, LogOriginRow origin, RecordRow row, string commitment, OpenedDetail opened, Dictionary<Domain.PatientId, long?> erasures, CancellationToken cancellation)
    {
        if (opened.Detail is { } detail) return DetailLine.Opened(commitment, detail.Salt, detail.Plaintext.Span);
        var patient = row.PatientId ?? await db.RecordSecrets.AsNoTracking().Where(s => s.Hash == row.Hash).Join(db.DetailKeys, s => s.KeyId, k => k.Id, (_, k) => k.PatientId).FirstOrDefaultAsync(cancellation);
        if (patient is not { } erased) return null;
        if (!erasures.TryGetValue(erased, out var leaf))
        {
            leaf = await db.Records.AsNoTracking().Where(r => r.PatientId == erased && r.Code == Erasure).Join(db.RecordLeaves, r => r.Id, l => l.RecordId, (_, l) => (long?)l.LeafIndex).MinAsync(cancellation);
            erasures.Add(erased, leaf);
        }

        // Not sealed yet, or told in a tree before this one: there is no leaf to point at.
        return leaf - origin.FirstLeaf is >= 0 and var told ? DetailLine.Erased(commitment, told) : null;
    }
}
