using Telehealth.Ledger.Bundles;

namespace Telehealth.Verify.Bundle;

/// <summary>Visits whose whole history the bundle claims to hold are here from the first record to the last.</summary>
internal static class HeadsCheck
{
    public static async Task RunAsync(BundleReader reader, BundleStreams streams, Report report, CancellationToken cancellation)
    {
        if (reader.Manifest.Find(BundleFileKind.Heads) is null) return;
        var line = 0L;
        await foreach (var bytes in reader.LinesAsync(BundleFileKind.Heads, cancellation))
        {
            line++;
            if (HeadLine.TryRead(bytes) is not { } head)
            {
                report.Wrong(new("chain", "this line claims no history") { File = BundleNames.Heads, Line = line });
                return;
            }

            if (ProblemOf(head, streams.Find($"visit:{head.Visit}")) is not { } problem) continue;
            report.Wrong(new("chain", problem) { File = BundleNames.Heads, Line = line, Stream = $"visit:{head.Visit}" });
            return;
        }

        if (line > 0) report.Holds($"completeness: {Words.Many(line, "visit")} with exactly the number of records and the last record that the export states.");
    }

    private static string? ProblemOf(HeadLine head, BundleStream? stream) =>
        stream?.Full is not { } full ? $"the bundle claims to hold all {head.Length} records of this visit, and some are missing"
        : full.Length != head.Length ? $"the bundle claims {head.Length} records of this visit and holds {full.Length}: records were cut off or added"
        : full.Head != head.Head ? "the last record of this visit is not the one that the bundle claims"
        : null;
}
