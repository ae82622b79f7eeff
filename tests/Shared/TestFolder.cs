namespace Telehealth.Tests.Shared;

/// <summary>Folders for databases of tests that do not cut the power: in memory where the machine has such a place, since SQLite waits for the disk at every commit.</summary>
public static class TestFolder
{
    private const string InMemory = "/dev/shm";

    public static string New(string prefix)
    {
        if (!Directory.Exists(InMemory)) return Directory.CreateTempSubdirectory(prefix).FullName;
        try
        {
            return Directory.CreateDirectory(Path.Combine(InMemory, prefix + Guid.NewGuid().ToString("N"))).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Directory.CreateTempSubdirectory(prefix).FullName;
        }
    }
}
