namespace Telehealth.Tests.Shared;

/// <summary>Where things stand in the working copy that the tests were built from.</summary>
public static class Repository
{
    public static string Top { get; } = FindTop();

    /// <summary>The main assembly of a source project, built in the same configuration as the running tests.</summary>
    public static string Built(string project)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var path = Path.Combine(Top, "src", project, "bin", configuration, "net10.0", project + ".dll");
        return File.Exists(path) ? path : throw new FileNotFoundException($"{project} is not built as {configuration}.", path);
    }

    private static string FindTop()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Telehealth.sln"))) return folder.FullName;
        }

        throw new DirectoryNotFoundException("Telehealth.sln is not above the tests.");
    }
}
