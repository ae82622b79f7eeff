using System.Text.Json;

namespace Telehealth.Benchmarks.Map;

/// <summary>Legal outlines of states from another source, with its own point in polygon and distances.</summary>
internal sealed class Outlines
{
    private const double MetersPerDegree = 111_195;

    private readonly Dictionary<string, Ring[]> _states;

    private Outlines(Dictionary<string, Ring[]> states) => _states = states;

    /// <summary>Reads STATE.geojson files.</summary>
    public static Outlines Read(string folder) =>
        new(Directory.GetFiles(folder, "*.geojson").Order(StringComparer.Ordinal).ToDictionary(f => Path.GetFileNameWithoutExtension(f), Rings));

    public IEnumerable<string> States => _states.Keys;

    public string? Containing(double x, double y) => _states.FirstOrDefault(s => s.Value.Count(r => r.Contains(x, y)) % 2 == 1).Key;

    /// <summary>Metres to the outline of the nearest state but this one; infinite when none is within some 20 km.</summary>
    public double ToOthers(string? state, double x, double y)
    {
        var east = MetersPerDegree * Math.Cos(double.DegreesToRadians(y));
        var rings = _states.Where(s => s.Key != state).SelectMany(s => s.Value);
        return rings.Select(r => r.MetersFrom(x, y, east, MetersPerDegree)).DefaultIfEmpty(double.PositiveInfinity).Min();
    }

    /// <summary>A point at most so many metres to each side of somewhere on a state's outline.</summary>
    public (double X, double Y) Beside(string state, Random chance, double meters)
    {
        var ring = Pick(_states[state], chance.NextDouble());
        var i = chance.Next(ring.Points.Length - 1);
        var ((ax, ay), (bx, by), along) = (ring.Points[i], ring.Points[i + 1], chance.NextDouble());
        var (x, y) = (ax + along * (bx - ax), ay + along * (by - ay));
        double Off() => (chance.NextDouble() * 2 - 1) * meters / MetersPerDegree;
        return (x + Off() / Math.Cos(double.DegreesToRadians(y)), y + Off());
    }

    private static Ring Pick(Ring[] rings, double at)
    {
        var left = at * rings.Sum(r => r.Points.Length);
        return rings.First(r => (left -= r.Points.Length) < 0);
    }

    private static Ring[] Rings(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var shape = json.RootElement.TryGetProperty("geometry", out var geometry) ? geometry : json.RootElement;
        var polygons = shape.GetProperty("type").GetString() == "Polygon" ? [shape.GetProperty("coordinates")] : shape.GetProperty("coordinates").EnumerateArray().ToArray();
        return [.. polygons.SelectMany(p => p.EnumerateArray()).Select(r => new Ring([.. r.EnumerateArray().Select(c => (c[0].GetDouble(), c[1].GetDouble()))]))];
    }

    private sealed class Ring((double X, double Y)[] points)
    {
        private readonly double _west = points.Min(p => p.X), _east = points.Max(p => p.X), _south = points.Min(p => p.Y), _north = points.Max(p => p.Y);

        public (double X, double Y)[] Points => points;

        public bool Contains(double x, double y)
        {
            if (x < _west || x > _east || y < _south || y > _north) return false;
            var inside = false;
            for (var i = 1; i < points.Length; i++)
            {
                var ((ax, ay), (bx, by)) = (points[i - 1], points[i]);
                if (ay > y != by > y && x < (bx - ax) * (y - ay) / (by - ay) + ax) inside = !inside;
            }

            return inside;
        }

        public double MetersFrom(double x, double y, double east, double north)
        {
            if (x < _west - 0.3 || x > _east + 0.3 || y < _south - 0.2 || y > _north + 0.2) return double.PositiveInfinity;
            var nearest = double.PositiveInfinity;
            for (var i = 1; i < points.Length; i++)
            {
                var (ax, ay) = ((points[i - 1].X - x) * east, (points[i - 1].Y - y) * north);
                var (dx, dy) = ((points[i].X - points[i - 1].X) * east, (points[i].Y - points[i - 1].Y) * north);
                var length = dx * dx + dy * dy;
                var along = length > 0 ? Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1) : 0;
                nearest = Math.Min(nearest, Math.Sqrt(Math.Pow(ax + along * dx, 2) + Math.Pow(ay + along * dy, 2)));
            }

            return nearest;
        }
    }
}
