using Telehealth.Ledger.Bundles;

namespace Telehealth.Verify.Bundle;

/// <summary>Opened personal parts are those that the records commit to.</summary>
internal static class DetailsCheck
{
    public static async Task RunAsync(BundleReader reader, Commitments commitments, Report report, CancellationToken cancellation)
    {
        if (reader.Manifest.Find(BundleFileKind.Details) is null) return;
        var (line, opened, erased, elsewhere) = (0L, 0L, 0L, 0L);
        await foreach (var bytes in reader.LinesAsync(BundleFileKind.Details, cancellation))
        {
            line++;
            if (ProblemOf(DetailLine.TryRead(bytes), commitments) is { } problem)
            {
                report.Wrong(new("detail", problem) { File = BundleNames.Details, Line = line });
                return;
            }

            if (DetailLine.TryRead(bytes)!.ErasedBy is not { } by) opened++;
            else if (commitments.IsErasure(by) is true) erased++;
            else elsewhere++;
        }

        if (opened > 0) report.Holds($"details: {Words.Many(opened, "personal part")} opened, each the very one that its record commits to.");
        if (erased > 0) report.Holds($"details: {Words.Many(erased, "personal part")} erased, by a record in this bundle.");
        if (elsewhere > 0) report.Open($"details: {Words.Many(elsewhere, "personal part")} said to be erased by a record that is not in this bundle.");
    }

    private static string? ProblemOf(DetailLine? line, Commitments commitments) => line is null ? "this line is no detail"
        : !commitments.Holds(line.Commitment) ? "no record here commits to it"
        : line.ErasedBy is { } by ? commitments.IsErasure(by) is false ? $"it is said to be erased by leaf {by}, and that record tells of no erasure" : null
        : line.Holds() ? null : "its text is not the one that the record commits to: it was changed";
}
