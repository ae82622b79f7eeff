using System.Text;
using Microsoft.Extensions.Options;
using NodaTime.Text;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>
/// <c>Audit:CheckpointFile</c>: every head, appended behind a line with # and its time, on disk before the next is signed. A line torn by a
/// crash spoils no other head.
/// </summary>
internal sealed class CheckpointFile(IOptions<AuditOptions> options) : ICheckpointCopy
{
    private const int Tail = 256 * 1024;

    public string Name => "Audit:CheckpointFile";

    public async Task<IReadOnlyList<string>> ReadAsync(string origin, CancellationToken cancellation)
    {
        if (options.Value.CheckpointFile is not { Length: > 0 } file || !File.Exists(file)) return [];
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(-Math.Min(Tail, stream.Length), SeekOrigin.End);
        using var reader = new StreamReader(stream);
        return NotesOf(await reader.ReadToEndAsync(cancellation));
    }

    public async Task PublishAsync(LogOriginRow origin, CheckpointRow head, CancellationToken cancellation)
    {
        if (options.Value.CheckpointFile is not { Length: > 0 } file) return;
        if (await ReadAsync(head.Origin, cancellation) is [.., var last] && last == head.Note) return;
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        await using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read);
        await stream.WriteAsync(Encoding.UTF8.GetBytes($"\n# {InstantPattern.General.Format(head.SignedAt)}\n{head.Note}"), cancellation);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>What stands between two lines that begin with #; what does is no note is left to whoever opens it.</summary>
    internal static List<string> NotesOf(string text)
    {
        var notes = new List<string>();
        foreach (var part in text.Split("\n# ").Skip(text.StartsWith("# ", StringComparison.Ordinal) ? 0 : 1))
        {
            var line = part.IndexOf('\n', StringComparison.Ordinal);
            if (line >= 0 && line + 1 < part.Length) notes.Add(part[(line + 1)..]);
        }

        return notes;
    }
}
