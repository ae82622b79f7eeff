using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Compare;

/// <summary>Finds the sources that this program was built from.</summary>
internal static class Repository
{
    public static string Root
    {
        get
        {
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "Telehealth.sln"))) return folder.FullName;
            }

            throw new BenchFault("the repository is not above this program: give --server and --results");
        }
    }

    public static string BenchmarkFolder => Path.Combine(Root, "tests", "Telehealth.Benchmarks");

    public static string ServerDll(string? given)
    {
        var dll = given ?? Path.Combine(Root, "src", "Telehealth.Server", "bin", "Release", "net10.0", "Telehealth.Server.dll");
        return File.Exists(dll)
            ? Path.GetFullPath(dll)
            : throw new BenchFault("our server is not built: run `dotnet build -c Release src/Telehealth.Server`, or give --server DLL, or leave it out with --targets floor,peer");
    }
}
