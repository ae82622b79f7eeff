using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk.Exports;

/// <summary>A file of which a known beginning counts: what a crash left behind it is cut off before anything is added.</summary>
internal static class GrowingFile
{
    /// <summary>Adds the bytes after the first <paramref name="length"/>; they are on disk when this returns.</summary>
    /// <exception cref="InvalidDataException">The file is shorter than what counts: it was made on another server, or taken away.</exception>
    public static async Task<long> AppendAsync(string path, long length, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await using var file = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileOptions.Asynchronous);
        if (file.Length < length) throw new InvalidDataException("The file is shorter than what was written.");
        file.SetLength(length);
        file.Position = length;
        await file.WriteAsync(bytes, cancellation);
        file.Flush(flushToDisk: true);
        return length + bytes.Length;
    }
}
