namespace Telehealth.Tests.Shared;

/// <summary>The signing key of servers that tests start in Production; it signs nothing that anybody should believe.</summary>
public static class TestLogKey
{
    public const string Origin = "clinic.test/log";

    private static readonly Lazy<string> Written = new(() => Write(1));

    public static string File => Written.Value;

    /// <summary>A key file of its own for each number, PKCS #8 of 32 equal bytes.</summary>
    public static string Write(byte number)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("telehealth-log-key-").FullName, "key.pem");
        byte[] der = [.. Convert.FromHexString("302e020100300506032b657004220420"), .. Enumerable.Repeat(number, 32)];
        System.IO.File.WriteAllText(file, $"-----BEGIN PRIVATE KEY-----\n{Convert.ToBase64String(der)}\n-----END PRIVATE KEY-----\n");
        return file;
    }
}
