using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Views;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>What an export may hold beside the records' own bytes and their proofs.</summary>
internal enum ExportFormat { Csv, Fhir, Html }

internal delegate Task ViewWriter(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation);

internal static class ExportFormats
{
    public static (string Name, BundleFileKind Kind, ViewWriter View) ViewOf(ExportFormat format) => format switch
    {
        ExportFormat.Csv => (BundleNames.Csv, BundleFileKind.Csv, CsvView.WriteAsync),
        ExportFormat.Fhir => (BundleNames.Fhir, BundleFileKind.Fhir, FhirView.WriteAsync),
        ExportFormat.Html => (BundleNames.Html, BundleFileKind.Html, HtmlView.WriteAsync),
    };

    /// <summary>How often packing reads all records: once for each view, once for their chains, once each for the hashes of a whole range and for personal parts.</summary>
    public static int PassesOf(LogExportRow row) => Of(row.Formats).Count + 1 + (row.Whole ? 1 : 0) + (row.Details ? 1 : 0);

    public static string Text(IEnumerable<ExportFormat> formats) => string.Join(',', formats.Distinct().Order());

    public static IReadOnlyList<ExportFormat> Of(string text) => [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<ExportFormat>)];
}
