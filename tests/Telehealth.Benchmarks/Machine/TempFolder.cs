namespace Telehealth.Benchmarks.Machine;

/// <summary>A folder that goes with us, readable by the user that PostgreSQL runs as.</summary>
internal sealed class TempFolder : IAsyncDisposable
{
    private TempFolder(string path) => Path = path;

    public string Path { get; }

    public static TempFolder Make(string? under = null)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(under ?? System.IO.Path.GetTempPath(), $"telehealth-bench-{Guid.NewGuid():N}"));
        folder.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        return new TempFolder(folder.FullName);
    }

    public string At(string name) => System.IO.Path.Combine(Path, name);

    public ValueTask DisposeAsync()
    {
        try { Directory.Delete(Path, recursive: true); }
        catch (IOException) { /* a child still writes; the system's own cleaning takes it */ }
        return ValueTask.CompletedTask;
    }
}
