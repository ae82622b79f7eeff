using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Server.Storage.Details;

/// <summary>Files that hold one key of 32 bytes in base64, readable by their owner alone.</summary>
internal static class KeyFiles
{
    public const int KeyBytes = 32;

    /// <summary>Null when the file holds a key.</summary>
    public static string? WrongWith(string file)
    {
        try
        {
            Read(file);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            return fault is FormatException ? $"{file} does not hold 32 bytes in base64." : $"{file} cannot be read.";
        }
    }

    /// <exception cref="FormatException">It holds something else.</exception>
    public static byte[] Read(string file)
    {
        var key = Convert.FromBase64String(File.ReadAllText(file).Trim());
        return key.Length == KeyBytes ? key : throw new FormatException("A key has 32 bytes.");
    }

    /// <exception cref="IOException">There is such a file already.</exception>
    public static void Create(string file)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
        using var stream = PrivateFile.Open(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    /// <summary>The key in this file, which is made whole where there is none; processes that start at once get the same.</summary>
    public static byte[] ReadOrCreate(string file)
    {
        if (!File.Exists(file))
        {
            var made = $"{file}.{Guid.NewGuid():N}";
            Create(made);
            try
            {
                File.Move(made, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(made);
            }
        }

        return Read(file);
    }
}
