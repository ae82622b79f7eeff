namespace Telehealth.Server.Storage;

/// <summary>Files that nobody but the server's own user may read.</summary>
internal static class PrivateFile
{
    /// <summary>A file that is made readable and writable for its owner alone (0600), and open for nobody else meanwhile.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access, FileOptions options = FileOptions.None)
    {
        var how = new FileStreamOptions { Mode = mode, Access = access, Share = FileShare.None, Options = options };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, how);
    }
}
