using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Exports;

/// <summary>An export that this worker has in hand.</summary>
/// <param name="Row">As it was last read or written.</param>
/// <param name="Folder">Of its working files.</param>
internal sealed record ExportJob(LogExportRow Row, Guid Worker, string Folder)
{
    /// <summary>Leaves that match, as they were found; then sorted.</summary>
    public string Found => Path.Combine(Folder, "found.bin");

    public string Leaves => Path.Combine(Folder, "leaves.bin");
    public string Records => Path.Combine(Folder, "records.ndjson");
    public string Proofs => Path.Combine(Folder, "proofs.ndjson");
    public string Part => Path.Combine(Folder, "export.zip.part");

    /// <summary>Its time or its filter needs the index.</summary>
    public bool NeedsIndex => !Row.Whole || Row.FromAt is not null || Row.ToAt is not null;
}
