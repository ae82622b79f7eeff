using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;

namespace Telehealth.Verify.Bundle;

/// <summary>
/// The clinic's own record of the export, out of its signed log, names the manifest's hash: so this bundle is the one that was made, and
/// nothing was taken out of it since.
/// </summary>
internal static class ReceiptCheck
{
    public static void Run(BundleReader reader, string file, IReadOnlyList<NoteVerifierKey> keys, Report report)
    {
        if (TextFiles.TryRead(file) is not { } text || TlogProof.TryParse(text) is not { Extra: { } record } proof)
        {
            report.CannotUse($"The receipt is no .tlog-proof with its record in it: {file}");
            return;
        }

        if (proof.Check(keys, origin: reader.Head.Origin).Problem is { } problem) report.Wrong(new Finding("receipt", problem) { File = file, Leaf = proof.Index }.At(record));
        else if (RecordPlace.TextOf(record, "after", "manifestSha256") is not { } hash) report.CannotUse("The receipt is of a record that tells of no export.");
        else if (hash != reader.ManifestHash) report.Wrong(new Finding("receipt", "the clinic's log tells of another export than this bundle: it was made anew, or something was taken out of it") { File = file, Leaf = proof.Index }.At(record));
        else report.Holds($"receipt: the clinic's signed log says, in record {proof.Index}, that exactly this bundle was exported.");
    }
}
