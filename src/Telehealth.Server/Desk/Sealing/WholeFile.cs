namespace Telehealth.Server.Desk.Sealing;

/// <summary>A file that is there whole or not at all, whatever happens meanwhile.</summary>
internal static class WholeFile
{
    public static async Task WriteAsync(string file, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var draft = $"{file}.new";
        await using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            await stream.WriteAsync(bytes, cancellation);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, file, overwrite: true);
    }
}
