using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Domain.Licensure;

/// <summary>Reads the embedded map (format: tools/us-map/README.md). A file that is not whole is a fault.</summary>
internal ref struct UsMapFile
{
    private const string Name = "Telehealth.Domain.Licensure.Geo.us-map.bin";
    private static readonly byte[] Magic = "USMAP1"u8.ToArray();

    private readonly ReadOnlySpan<byte> _bytes;
    private int _at;

    private UsMapFile(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    public static UsMap ReadEmbedded()
    {
        using var stream = typeof(UsMapFile).Assembly.GetManifestResourceStream(Name) ?? throw new InvalidDataException($"{Name} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read(bytes);
    }

    public static UsMap Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Magic.Length + SHA256.HashSizeInBytes || !file.StartsWith(Magic)) throw new InvalidDataException("The map is no map.");
        var body = file[..^SHA256.HashSizeInBytes];
        var hash = file[^SHA256.HashSizeInBytes..];
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(hash)) throw new InvalidDataException("The map is not whole: its hash differs.");
        return new UsMapFile(body) { _at = Magic.Length }.ReadBody($"us-atlas-3.0.1-{Convert.ToHexStringLower(hash[..6])}");
    }

    private UsMap ReadBody(string version)
    {
        var provenance = Text();
        var (states, zones, regions) = (Texts(), Texts(), Regions());
        var (scale, origin) = ((Double(), Double()), (Double(), Double()));
        var lines = new List<MapLine>();
        for (var left = Number(); left > 0; left--) Line(scale, origin, lines);
        return new(version, provenance, states, zones, regions, lines);
    }

    private ImmutableArray<MapRegion> Regions()
    {
        var regions = ImmutableArray.CreateBuilder<MapRegion>();
        for (var left = Number(); left > 0; left--)
        {
            var state = Number();
            var zones = ImmutableArray.CreateBuilder<int>();
            for (var more = Number(); more > 0; more--) zones.Add(Number());
            regions.Add(new(state, zones.ToImmutable()));
        }

        return regions.ToImmutable();
    }

    private void Line((double X, double Y) scale, (double X, double Y) origin, List<MapLine> lines)
    {
        var sides = Bit(Number()) | Bit(Number());
        var kind = (LineKind)Number();
        var (x, y) = (0, 0);
        (double X, double Y) before = default;
        for (var (count, i) = (Number(), 0); i < count; i++)
        {
            (x, y) = (x + Signed(), y + Signed());
            var here = (X: x * scale.X + origin.X, Y: y * scale.Y + origin.Y);
            if (i > 0) lines.Add(new(before.X, before.Y, here.X, here.Y, kind, sides));
            before = here;
        }
    }

    /// <summary>Regions count from 1; 0 is no region.</summary>
    private static UInt128 Bit(int region) => region == 0 ? UInt128.Zero : UInt128.One << (region - 1);

    private ImmutableArray<string> Texts()
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var left = Number(); left > 0; left--) texts.Add(Text());
        return texts.ToImmutable();
    }

    private string Text()
    {
        var length = Number();
        return Encoding.UTF8.GetString(_bytes.Slice((_at += length) - length, length));
    }

    private double Double() => BinaryPrimitives.ReadDoubleLittleEndian(_bytes.Slice((_at += 8) - 8, 8));

    private int Signed() => Number() is var n && (n & 1) == 0 ? n >> 1 : -((n + 1) >> 1);

    private int Number()
    {
        for (var (value, shift) = (0, 0); ; shift += 7)
        {
            var next = _bytes[_at++];
            value |= (next & 127) << shift;
            if (next < 128) return value;
        }
    }
}
