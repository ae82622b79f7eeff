namespace Telehealth.Ledger.Bundles;

/// <summary>Where the files of a bundle lie. Nothing that it says is believed.</summary>
internal interface IBundleStore : IDisposable
{
    /// <summary>The names of what is there, each once, and its size in bytes as the folder or the zip states it; names that no bundle has come along.</summary>
    IReadOnlyDictionary<string, long> Files { get; }

    Stream Open(string name);
}
