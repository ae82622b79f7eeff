namespace Telehealth.Server.Storage;

/// <summary>One process per SQLite file: a second one would commit past our write gate and lease. The lock is the operating system's, so a killed process leaves none behind.</summary>
internal sealed class SqliteFileLock : IDisposable
{
    private FileStream? _held;

    public void Take(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        try
        {
            _held = new FileStream(file + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new InvalidOperationException(
                $"Another process already runs on the database {Path.GetFileName(file)}. Stop it first, or use PostgreSQL for several processes.", e);
        }
    }

    public void Dispose() => _held?.Dispose();
}
