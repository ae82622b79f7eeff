using Telehealth.Ledger;

namespace Telehealth.Verify;

/// <summary><c>telehealth-verify chain</c>: every stream of one file.</summary>
internal static class ChainCommand
{
    public static int Run(string file, string? head, TextWriter output, TextWriter errors)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.WriteLine($"The file cannot be read: {fault.Message}");
            return ExitCode.Unusable;
        }

        var lines = Lines(bytes);
        if (lines.Count == 0 || !lines.Any(l => RecordPrefix.Read(l.Span) is not null))
        {
            errors.WriteLine(lines.Count == 0 ? "The file is empty." : "The file holds no records of this product.");
            return ExitCode.Unusable;
        }

        if (head is not null && lines.Select(l => RecordPrefix.Read(l.Span)?.Stream).OfType<string>().Distinct(StringComparer.Ordinal).Skip(1).Any())
        {
            errors.WriteLine("--head is the end of one stream, and the file holds several.");
            return ExitCode.Unusable;
        }

        return Check(lines, head, output);
    }

    private static int Check(List<ReadOnlyMemory<byte>> lines, string? head, TextWriter output)
    {
        var streams = new Dictionary<string, StreamCheck>(StringComparer.Ordinal);
        for (var i = 0; i < lines.Count; i++)
        {
            if (RecordPrefix.Read(lines[i].Span) is not { } prefix) return Bad(output, i, null, "this line does not begin like a record");
            if (!streams.TryGetValue(prefix.Stream, out var stream)) streams.Add(prefix.Stream, stream = new(prefix.Stream));
            if (stream.Add(lines[i]) is { } problem) return Bad(output, i, prefix, problem);
        }

        foreach (var stream in streams.Values)
        {
            if (stream.End() is { } problem) return BadEnd(output, stream, problem);
            if (head is not null && stream.Head != head)
                return BadEnd(output, stream, $"the stream should end with the record whose hash is {head}: records were cut off or exchanged");
        }

        foreach (var stream in streams.Values)
            output.WriteLine($"holds  {stream.Stream}  {stream.Length} records  {(stream.Head is { } hash ? $"head {hash}" : "(outside any chain: only the spelling was checked)")}");
        return ExitCode.Holds;
    }

    private static int Bad(TextWriter output, int line, RecordPrefix? prefix, string problem)
    {
        output.WriteLine($"BAD    line {line + 1}{(prefix is null ? "" : $"  {prefix.Stream} record {prefix.Seq}")}: {problem}");
        return ExitCode.Tampered;
    }

    private static int BadEnd(TextWriter output, StreamCheck stream, string problem)
    {
        output.WriteLine($"BAD    {stream.Stream} record {stream.Length}, the last: {problem}");
        return ExitCode.Tampered;
    }

    /// <summary>Exact bytes of each line; the file may or may not end with a line feed.</summary>
    private static List<ReadOnlyMemory<byte>> Lines(byte[] bytes)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        for (var rest = bytes.AsMemory(); !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            lines.Add(end < 0 ? rest : rest[..end]);
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return lines;
    }
}
