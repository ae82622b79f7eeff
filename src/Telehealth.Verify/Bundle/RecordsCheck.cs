using Telehealth.Ledger.Bundles;

namespace Telehealth.Verify.Bundle;

/// <summary>One walk over the records: their bytes, their places, their chains, the law. The first that is wrong is named.</summary>
internal sealed class RecordsCheck(BundleReader reader, ILeafPlaces places, Report report)
{
    // The first record of a log that goes on where another tree had to be given up: chains then begin in the tree before.
    private const string Reopened = "LogReopened";

    private readonly BundleStreams _streams = new(reader.Head.Whole);
    private Finding? _wrong;

    public BundleStreams Streams => _streams;

    /// <summary>Something is wrong with the records, so what rests on them need not be asked.</summary>
    public bool Broken { get; private set; }

    /// <summary>What records commit to, for the details that are opened; filled when there are any.</summary>
    public Commitments Commitments { get; } = new(reader.Manifest.Find(BundleFileKind.Details) is not null);

    public async Task RunAsync(CancellationToken cancellation)
    {
        var count = 0L;
        await foreach (var record in reader.LinesAsync(BundleFileKind.Records, cancellation))
        {
            count++;
            var (leaf, displaced) = await places.NextAsync(record, cancellation);
            if (_wrong is not null) continue;
            if (count == 1 && leaf == 0 && reader.Head.Whole && RecordPlace.TextOf(record, "code") != Reopened) _streams.BeginsTheLog();
            _wrong = displaced is not null ? new Finding("place", displaced)
                : _streams.Add(record, leaf) is { } problem ? new Finding("record", problem)
                : null;
            if (_wrong is not null) _wrong = (_wrong with { File = BundleNames.Records, Line = count, Leaf = leaf }).At(record);
            Commitments.Saw(leaf, record);
        }

        await EndAsync(count, cancellation);
    }

    private async Task EndAsync(long count, CancellationToken cancellation)
    {
        if (_wrong is not null) report.Wrong(_wrong);
        var together = await places.EndAsync(_wrong is not null, cancellation);
        if (together is not null) report.Wrong(together);
        if (count != reader.Head.Count)
            report.Wrong(new("record", $"it has {Words.Many(count, "record")}, and the manifest counts {reader.Head.Count}: records were left out or added") { File = BundleNames.Records });
        Broken = _wrong is not null || together is not null || count != reader.Head.Count;
        if (Broken) return;

        if (count > 0) report.Holds(places.Said);
        foreach (var end in _streams.Ends(reader.Head.TreeSize)) report.Wrong(end);
        _streams.Summarise(report);
    }
}
