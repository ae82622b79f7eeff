namespace Telehealth.Verify.Bundle;

/// <summary>Takes what is written and holds it against another stream, byte for byte; nothing is kept.</summary>
internal sealed class ComparingStream(Stream expected) : Stream
{
    private readonly byte[] _buffer = new byte[64 * 1_024];
    private long _at;
    private long _line = 1;

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => _at;

    public override long Position
    {
        get => _at;
        set => throw new NotSupportedException();
    }

    /// <summary>The line, from 1, in which the first difference is; null while there is none.</summary>
    public long? Differs { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (Differs is null && buffer.Length > 0)
        {
            var part = buffer[..Math.Min(buffer.Length, _buffer.Length)];
            var read = expected.ReadAtLeast(_buffer.AsSpan(0, part.Length), part.Length, throwOnEndOfStream: false);
            var same = part[..read].CommonPrefixLength(_buffer.AsSpan(0, read));
            _line += part[..same].Count((byte)'\n');
            _at += same;
            if (same < part.Length) Differs = _line;
            buffer = buffer[part.Length..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <summary>After all is written: the other stream must be at its end, too.</summary>
    public void End()
    {
        if (Differs is null && expected.ReadByte() >= 0) Differs = _line;
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
