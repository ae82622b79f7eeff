using NodaTime.Text;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>What the log says of an export of itself: codes and opaque ids.</summary>
internal static class ExportRecords
{
    public static ClinicRecord Requested(LogExportRow row, IReadOnlyDictionary<string, string> subject, string? note) => new(
        "LogExportRequested", ExportBook.Area, subject, new Dictionary<string, object?>
        {
            ["export"] = row.Id.ToString("D"), ["filter"] = row.Query, ["from"] = row.FromAt is { } from ? InstantPattern.ExtendedIso.Format(from) : null,
            ["to"] = row.ToAt is { } to ? InstantPattern.ExtendedIso.Format(to) : null, ["whole"] = row.Whole, ["formats"] = row.Formats, ["details"] = row.Details, ["purpose"] = row.Purpose,
        },
        Detail: string.IsNullOrWhiteSpace(note) ? null : new Dictionary<string, string> { ["note"] = note }) { Written = record => row.RequestSeq = record.Seq };

    /// <summary>The receipt: out of the signed log it shows that a bundle is the one that was made, and that nothing was taken out of it since.</summary>
    public static ClinicRecord Finished(LogExportRow row) =>
        Of("LogExportFinished", row, ("count", row.Total), ("exportId", row.Id.ToString("D")), ("firstLeaf", row.FirstLeaf), ("lastLeaf", row.LastLeaf), ("size", row.TreeSize), ("manifestSha256", row.ManifestHash), ("fileSha256", row.FileHash))
            with { Written = record => row.FinishedSeq = record.Seq };

    public static ClinicRecord Failed(LogExportRow row) => Of("LogExportFailed", row, ("fault", row.Fault));

    public static ClinicRecord Cancelled(LogExportRow row) => Of("LogExportCancelled", row);

    public static ClinicRecord Resumed(LogExportRow row) => Of("LogExportResumed", row);

    public static ClinicRecord Removed(LogExportRow row) => Of("LogExportRemoved", row);

    /// <param name="from">First byte that was asked for.</param>
    public static ClinicRecord Downloaded(LogExportRow row, long from) => Of("LogExportDownloaded", row, ("items", row.Total), ("filter", row.Query), ("details", row.Details), ("fileSha256", row.FileHash), ("fromByte", from)) with { Area = "reads" };

    private static ClinicRecord Of(string code, LogExportRow row, params (string Name, object? Value)[] more) => new(
        code, ExportBook.Area, new Dictionary<string, string>(), more.Append(("export", row.Id.ToString("D"))).ToDictionary(m => m.Item1, m => m.Item2));
}
