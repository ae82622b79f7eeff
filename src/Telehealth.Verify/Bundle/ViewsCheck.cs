using System.Runtime.CompilerServices;
using System.Text;
using Telehealth.Domain.Records;
using Telehealth.Ledger.Bundles;

namespace Telehealth.Verify.Bundle;

/// <summary>How a view is made: from what the bundle says of itself, the signed head and the records, and nothing else.</summary>
internal delegate Task WriteView(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation);

/// <summary>Table, FHIR and pages are made again from the records' bytes and compared.</summary>
internal static class ViewsCheck
{
    private static readonly BundleFileKind[] Kinds = [BundleFileKind.Csv, BundleFileKind.Fhir, BundleFileKind.Html];

    public static async Task RunAsync(BundleReader reader, IReadOnlyDictionary<BundleFileKind, WriteView> views, Report report, CancellationToken cancellation)
    {
        foreach (var kind in Kinds)
        {
            if (reader.Manifest.Find(kind) is not { } file) continue;
            if (!views.TryGetValue(kind, out var write)) report.Open($"views: {file.Name} was not made again; trust the records, not it.");
            else if (reader.OpenFile(kind) is { } stream) await CompareAsync(reader, file, stream, write, report, cancellation);
        }
    }

    private static async Task CompareAsync(BundleReader reader, BundleFile file, Stream stream, WriteView write, Report report, CancellationToken cancellation)
    {
        await using var there = new BufferedStream(stream, 64 * 1_024);
        await using var compared = new ComparingStream(there);
        try
        {
            await write(reader.Head, Encoding.UTF8.GetString(reader.Read(BundleFileKind.Checkpoint)!.Value.Span), PlacedAsync(reader, cancellation), compared, cancellation);
        }
        catch (RecordFormatException unreadable)
        {
            report.Wrong(new("view", $"it cannot be made again from the records: {unreadable.Message}") { File = file.Name });
            return;
        }

        compared.End();
        if (compared.Differs is { } line) report.Wrong(new("view", "it does not say what the records say: made again from their bytes it comes out otherwise") { File = file.Name, Line = line });
        else report.Holds($"views: {file.Name} says what the records say: made again from their bytes it comes out the same.");
    }

    private static async IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> PlacedAsync(BundleReader reader, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var whole = reader.Head.Whole;
        var leaf = reader.Head.FirstLeaf;
        await using var proofs = reader.LinesAsync(BundleFileKind.Proofs, cancellation).GetAsyncEnumerator(cancellation);
        await foreach (var record in reader.LinesAsync(BundleFileKind.Records, cancellation))
        {
            if (!whole && await proofs.MoveNextAsync()) leaf = InclusionLine.TryRead(proofs.Current)?.Leaf ?? leaf;
            yield return (leaf, record);
            if (whole) leaf++;
        }
    }
}
