using System.IO.Compression;

namespace Telehealth.Ledger.Bundles;

/// <summary>A bundle as a zip. Nothing is ever unpacked to the disk.</summary>
internal sealed class BundleZip : IBundleStore
{
    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    public BundleZip(string file)
    {
        _zip = ZipFile.OpenRead(file);
        try
        {
            if (_zip.Entries.Count > BundleReader.MostFiles) throw new BundleUnusableException("The zip holds more files than a bundle has.");
            foreach (var entry in _zip.Entries)
            {
                if (!_entries.TryAdd(entry.FullName, entry)) throw new BundleUnusableException($"The zip holds two files of one name: {entry.FullName}.");
            }
        }
        catch
        {
            _zip.Dispose();
            throw;
        }

        Files = _entries.ToDictionary(e => e.Key, e => e.Value.Length, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, long> Files { get; }

    public Stream Open(string name) => _entries[name].Open();

    public void Dispose() => _zip.Dispose();
}
