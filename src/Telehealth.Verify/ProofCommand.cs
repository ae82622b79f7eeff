using Telehealth.Ledger;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;

namespace Telehealth.Verify;

/// <summary><c>telehealth-verify proof</c>: one record and its proof in one file.</summary>
internal static class ProofCommand
{
    public static async Task<Report> RunAsync(string file, IReadOnlyList<NoteVerifierKey> keys, string? since, string? consistency, CancellationToken cancellation)
    {
        var report = new Report($"proof {file}");
        if (TextFiles.TryRead(file) is not { } text) report.CannotUse($"The file cannot be read: {file}");
        else if (TlogProof.TryParse(text) is not { } proof) report.CannotUse("The file is no .tlog-proof.");
        else if (proof.Extra is not { } record) report.CannotUse("The proof carries no record.");
        else await CheckAsync(report, proof, record, keys, since, consistency, cancellation);
        return report;
    }

    private static async Task CheckAsync(
        Report report, TlogProof proof, ReadOnlyMemory<byte> record, IReadOnlyList<NoteVerifierKey> keys, string? since, string? consistency, CancellationToken cancellation)
    {
        var verdict = proof.Check(keys);
        if (verdict.Problem is { } problem)
        {
            report.Wrong(new Finding("proof", problem) { Leaf = proof.Index }.At(record));
            return;
        }

        var head = verdict.Checkpoint!;
        report.Holds($"proof: the record is number {proof.Index} of {head.Size} in the log {head.Origin}, under a head signed by a key that you trust.");
        if (StreamProblem(record) is { } wrong) report.Wrong(new Finding("record", wrong) { Leaf = proof.Index }.At(record));
        else report.Holds("record: every byte is spelt as this product writes it, and what it says of itself is lawful.");
        report.Says(System.Text.Encoding.UTF8.GetString(record.Span));

        if (since is not null) await CompareAsync(report, head, keys, since, consistency, cancellation);
        report.Open("chain: what came before and after it in its visit only an export of the visit shows.");
        report.Open("truth: that a record was true when it was written no file can show.");
    }

    private static async Task CompareAsync(Report report, Checkpoint head, IReadOnlyList<NoteVerifierKey> keys, string since, string? consistency, CancellationToken cancellation)
    {
        var (older, unusable) = OlderHead.Read(since, keys, head.Origin);
        var proof = consistency is null ? null : TextFiles.TryRead(consistency) is { } text ? ConsistencyLine.TryRead(System.Text.Encoding.UTF8.GetBytes(text.TrimEnd('\n'))) : null;
        if (unusable is not null) report.CannotUse(unusable);
        else if (consistency is not null && proof is null) report.CannotUse($"The consistency proof cannot be read: {consistency}");
        else await older!.CompareAsync(head, null, proof, null, report, cancellation);
    }

    private static string? StreamProblem(ReadOnlyMemory<byte> record) => RecordPrefix.Read(record.Span) is not { } prefix ? "it does not begin like a record"
        : Domain.Records.CanonicalJson.Problem(record.Span) ?? (StreamCheck.IsVisit(prefix.Stream) ? StreamCheck.ProblemAlone(record, null) : null);
}
