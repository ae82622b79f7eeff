using System.Buffers.Binary;

namespace Telehealth.Benchmarks.Wire;

internal enum FrameKind : byte { Continuation = 0, Text = 1, Binary = 2, Close = 8, Ping = 9, Pong = 10 }

/// <summary>
/// The little of RFC 6455 that a loopback client needs: server frames come unmasked and are read where they lie; our own carry the mask
/// key zero, which is a mask all the same and costs nothing.
/// </summary>
internal sealed class FrameBuffer
{
    private const int Limit = 4 << 20;
    private byte[] _bytes = new byte[2048];
    private int _start;
    private int _end;
    private byte[] _partial = [];

    /// <summary>Room to receive into.</summary>
    public Memory<byte> Free
    {
        get
        {
            if (_start == _end) _start = _end = 0;
            if (_end == _bytes.Length) MakeRoom();
            return _bytes.AsMemory(_end);
        }
    }

    public void Received(int count) => _end += count;

    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    public void Consume(int count) => _start += count;

    /// <summary>The next whole message; the span is valid until <see cref="Free"/> is asked for again.</summary>
    public bool TryTake(out FrameKind kind, out ReadOnlySpan<byte> message)
    {
        while (TryTakeFrame(out var final, out kind, out message))
        {
            if (kind >= FrameKind.Close || (final && _partial.Length == 0)) return true;
            _partial = [.. _partial, .. message];
            if (!final) continue;
            message = _partial;
            kind = FrameKind.Text;
            _partial = [];
            return true;
        }

        return false;
    }

    /// <summary>One final, masked client frame.</summary>
    public static byte[] Wrap(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var extended = payload.Length < 126 ? 0 : payload.Length <= ushort.MaxValue ? 2 : 8;
        var frame = new byte[6 + extended + payload.Length];
        frame[0] = (byte)(0x80 | (byte)kind);
        frame[1] = (byte)(0x80 | (extended == 0 ? payload.Length : extended == 2 ? 126 : 127));
        if (extended == 2) BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        if (extended == 8) BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
        payload.CopyTo(frame.AsSpan(6 + extended));
        return frame;
    }

    private bool TryTakeFrame(out bool final, out FrameKind kind, out ReadOnlySpan<byte> payload)
    {
        final = false;
        kind = FrameKind.Text;
        payload = default;
        var unread = Unread;
        if (unread.Length < 2) return false;
        var shortLength = unread[1] & 0x7f;
        var header = shortLength < 126 ? 2 : shortLength == 126 ? 4 : 10;
        if (unread.Length < header) return false;
        var length = shortLength < 126 ? shortLength
            : shortLength == 126 ? BinaryPrimitives.ReadUInt16BigEndian(unread[2..])
            : checked((int)BinaryPrimitives.ReadUInt64BigEndian(unread[2..]));
        if (unread.Length < header + length) return false;
        (final, kind) = ((unread[0] & 0x80) != 0, (FrameKind)(unread[0] & 0x0f));
        payload = unread.Slice(header, length);
        Consume(header + length);
        return true;
    }

    private void MakeRoom()
    {
        var unread = _end - _start;
        if (unread > Limit) throw new InvalidDataException("a message over 4 MiB");
        var target = unread > _bytes.Length / 2 ? new byte[_bytes.Length * 2] : _bytes;
        Buffer.BlockCopy(_bytes, _start, target, 0, unread);
        (_bytes, _start, _end) = (target, 0, unread);
    }
}
