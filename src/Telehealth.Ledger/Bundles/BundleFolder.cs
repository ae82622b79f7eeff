namespace Telehealth.Ledger.Bundles;

/// <summary>A bundle as a folder. Links are not followed.</summary>
internal sealed class BundleFolder : IBundleStore
{
    private readonly string _folder;

    public BundleFolder(string folder)
    {
        _folder = folder;
        Files = new DirectoryInfo(folder).EnumerateFileSystemInfos().Take(BundleReader.MostFiles + 1).ToDictionary(f => f.Name, SizeOf, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string name) => new FileStream(Path.Combine(_folder, name), FileMode.Open, FileAccess.Read, FileShare.Read);

    public void Dispose()
    {
    }

    private static long SizeOf(FileSystemInfo file) => file is FileInfo { LinkTarget: null } plain
        ? plain.Length
        : throw new BundleUnusableException($"A bundle is a flat folder of files; {file.Name} is a folder or a link.");
}
