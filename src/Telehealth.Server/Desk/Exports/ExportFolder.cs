using Microsoft.Extensions.Options;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk.Exports;

/// <summary>Where exports are written: a folder each, for this user alone.</summary>
internal sealed class ExportFolder(IOptions<AuditOptions> options, StorageTarget storage)
{
    private const string ZipName = "export.zip";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private string Top { get; } = options.Value.ExportFolder.Length > 0 ? Path.GetFullPath(options.Value.ExportFolder)
        : storage.Engine is StorageEngine.Sqlite ? $"{StorageTarget.SqliteFile(storage.ConnectionString)}.exports"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "telehealth", "exports");

    /// <summary>Makes the folder of one export where there is none.</summary>
    public void Open(Guid id)
    {
        Make(Top);
        Make(PathOf(id));
    }

    public string PathOf(Guid id) => Path.Combine(Top, id.ToString("D"));

    /// <summary>The file to download; whether it is on this server, the file system says.</summary>
    public string ZipOf(Guid id) => Path.Combine(PathOf(id), ZipName);

    /// <summary>What was only needed to make the file.</summary>
    public void Tidy(Guid id)
    {
        foreach (var file in Directory.EnumerateFiles(PathOf(id)).Where(f => Path.GetFileName(f) != ZipName)) File.Delete(file);
    }

    public void Remove(Guid id)
    {
        if (Directory.Exists(PathOf(id))) Directory.Delete(PathOf(id), recursive: true);
    }

    /// <summary>The exports that have anything here.</summary>
    public IReadOnlyList<Guid> All() =>
        Directory.Exists(Top) ? [.. Directory.EnumerateDirectories(Top).Select(d => Guid.TryParseExact(Path.GetFileName(d), "D", out var id) ? id : (Guid?)null).OfType<Guid>()] : [];

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);
    }
}
