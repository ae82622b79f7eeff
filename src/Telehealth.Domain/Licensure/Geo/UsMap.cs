using System.Collections.Immutable;

namespace Telehealth.Domain.Licensure;

/// <summary>A part of a state with one clock, or, where a county is split, with two.</summary>
/// <param name="State">Index into <see cref="UsMap.States"/>.</param>
/// <param name="Zones">Indexes into <see cref="UsMap.Zones"/>.</param>
internal sealed record MapRegion(int State, ImmutableArray<int> Zones);

/// <summary>
/// The embedded map: lines between states, between their time zones and around the country, kept by columns of longitude, so that one
/// or two short lists answer both what contains a point and what is near it. Made by tools/us-map.
/// </summary>
internal sealed class UsMap
{
    private const double ColumnWidth = 0.25;
    private const int Columns = (int)(360 / ColumnWidth);

    private readonly MapLine[][] _columns;

    public UsMap(string version, string provenance, ImmutableArray<string> states, ImmutableArray<string> zones, ImmutableArray<MapRegion> regions, IReadOnlyList<MapLine> lines)
    {
        (Version, Provenance, States, Zones, Regions) = (version, provenance, states, zones, regions);
        var (southwards, sizes, filled) = (FromNorthToSouth(lines), new int[Columns], new int[Columns]);
        foreach (var line in lines)
        {
            for (var i = First(line); i <= Last(line); i++) sizes[i]++;
        }

        // From north to south: whoever looks stops at the first line that lies wholly to the south.
        _columns = [.. sizes.Select(size => size == 0 ? [] : new MapLine[size])];
        foreach (var at in southwards)
        {
            var line = lines[at];
            for (var i = First(line); i <= Last(line); i++) _columns[i][filled[i]++] = line;
        }
    }

    public static UsMap Embedded { get; } = UsMapFile.ReadEmbedded();

    /// <summary>The source's name and version, and the first 12 hex digits of the map's SHA-256.</summary>
    public string Version { get; }

    /// <summary>Where the map comes from, as JSON.</summary>
    public string Provenance { get; }

    /// <summary>USPS codes in ordinal order.</summary>
    public ImmutableArray<string> States { get; }

    /// <summary>IANA ids in ordinal order.</summary>
    public ImmutableArray<string> Zones { get; }

    public ImmutableArray<MapRegion> Regions { get; }

    /// <summary>The regions that contain a point, as bits: those whose outline a ray to the north crosses an odd number of times.</summary>
    public UInt128 Containing(double x, double y)
    {
        var inside = UInt128.Zero;
        foreach (ref readonly var line in _columns[Column(x)].AsSpan())
        {
            if (line.North <= y) break;
            if (line.IsNorthOf(x, y)) inside ^= line.Sides;
        }

        return inside;
    }

    /// <summary>Shows every line within a distance, some of them more than once; the world is round at ±180°.</summary>
    public void LookAround<TEye>(double x, double y, double meters, ref TEye eye)
        where TEye : struct, ILookout
    {
        var scale = MetersPerDegree.At(y);
        var (width, height) = (meters / Math.Max(scale.East, 1_000), meters / scale.North);
        var (first, last) = ((int)Math.Floor((x - width + 180) / ColumnWidth), (int)Math.Floor((x + width + 180) / ColumnWidth));
        for (var i = first; i <= Math.Min(last, first + Columns - 1); i++)
        {
            var turns = (int)Math.Floor((double)i / Columns);
            LookAround(_columns[i - turns * Columns], x - 360.0 * turns, y, (width, height), scale, ref eye);
        }
    }

    private static void LookAround<TEye>(MapLine[] column, double x, double y, (double Width, double Height) box, MetersPerDegree scale, ref TEye eye)
        where TEye : struct, ILookout
    {
        foreach (ref readonly var line in column.AsSpan())
        {
            if (line.North < y - box.Height) break;
            if (line.South > y + box.Height || Math.Min(line.X1, line.X2) > x + box.Width || Math.Max(line.X1, line.X2) < x - box.Width) continue;
            eye.See(line.Kind, line.Sides, line.From(x, y, scale));
        }
    }

    private static int[] FromNorthToSouth(IReadOnlyList<MapLine> lines)
    {
        var (keys, order) = (new double[lines.Count], new int[lines.Count]);
        for (var i = 0; i < order.Length; i++) (keys[i], order[i]) = (-lines[i].North, i);
        Array.Sort(keys, order);
        return order;
    }

    private static int First(MapLine line) => Column(Math.Min(line.X1, line.X2));

    private static int Last(MapLine line) => Column(Math.Max(line.X1, line.X2));

    private static int Column(double x) => Math.Clamp((int)Math.Floor((x + 180) / ColumnWidth), 0, Columns - 1);
}

/// <summary>Looks at lines from a point.</summary>
internal interface ILookout
{
    void See(LineKind kind, UInt128 sides, Stretch line);
}
