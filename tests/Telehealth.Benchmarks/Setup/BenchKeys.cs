using System.Security.Cryptography;

namespace Telehealth.Benchmarks.Setup;

/// <summary>Keys of throw-away clinics.</summary>
internal static class BenchKeys
{
    private static readonly Lazy<string> Made = new(() =>
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("telehealth-keys-").FullName, "master-key");
        File.WriteAllText(file, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        return file;
    });

    /// <summary>The master key of personal details, made once for each run.</summary>
    public static string MasterKeyFile => Made.Value;
}
