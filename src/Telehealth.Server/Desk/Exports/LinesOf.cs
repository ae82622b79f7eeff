using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Telehealth.Server.Desk.Exports;

/// <summary>The lines of a file, each in an array of its own, without holding more than one of them.</summary>
internal static class LinesOf
{
    private const int BufferSize = 128 * 1024;

    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> FileAsync(string path, long length, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        if (file.Length != length) throw new InvalidDataException("A file is not as long as what was written.");
        var pipe = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: BufferSize));
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                yield return rest.Slice(0, end).ToArray();
                rest = rest.Slice(rest.GetPosition(1, end));
            }

            pipe.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted) break;
        }

        await pipe.CompleteAsync();
    }
}
