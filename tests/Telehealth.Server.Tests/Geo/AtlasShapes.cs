using System.Text.Json;
using NetTopologySuite.Algorithm.Locate;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;

namespace Telehealth.Server.Tests.Geo;

/// <summary>The atlas's own counties, read by its specification into another library's geometry: they judge our map.</summary>
internal sealed class AtlasShapes
{
    private static readonly GeometryFactory Shapes = new();

    private readonly (string State, Geometry Shape, IndexedPointInAreaLocator Locator)[] _counties;

    private AtlasShapes(IEnumerable<(string State, Geometry Shape)> counties) =>
        _counties = [.. counties.Select(c => (c.State, c.Shape, new IndexedPointInAreaLocator(c.Shape)))];

    public static AtlasShapes Read(string countiesFile)
    {
        using var topology = JsonDocument.Parse(File.ReadAllBytes(countiesFile));
        var root = topology.RootElement;
        var (scale, translate) = (Pair(root.GetProperty("transform").GetProperty("scale")), Pair(root.GetProperty("transform").GetProperty("translate")));
        var arcs = root.GetProperty("arcs").EnumerateArray().Select(arc => Points(arc, scale, translate)).ToArray();
        var objects = root.GetProperty("objects");
        var states = Geometries(objects, "states").ToDictionary(s => s.GetProperty("id").GetString()!, s => Usps(s.GetProperty("properties").GetProperty("name").GetString()!));
        return new([.. Geometries(objects, "counties").Select(c => (states[c.GetProperty("id").GetString()![..2]], Shape(c, arcs)))]);
    }

    public string[] Containing(double latitude, double longitude) =>
    [
        .. _counties.Where(c => c.Shape.EnvelopeInternal.Contains(longitude, latitude)
                && c.Locator.Locate(new Coordinate(longitude, latitude)) is not Location.Exterior)
            .Select(c => c.State).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>Metres to each state that is not far, on a sphere's tangent plane; 0 inside.</summary>
    public Dictionary<string, double> Near(double latitude, double longitude)
    {
        var flat = AffineTransformation.ScaleInstance(111_195 * Math.Cos(double.DegreesToRadians(latitude)), 111_195);
        var at = flat.Transform(Shapes.CreatePoint(new Coordinate(longitude, latitude)));
        var around = new Envelope(longitude - 1, longitude + 1, latitude - 1, latitude + 1);
        return _counties.Where(c => c.Shape.EnvelopeInternal.Intersects(around)).GroupBy(c => c.State)
            .ToDictionary(state => state.Key, state => state.Min(c => flat.Transform(c.Shape).Distance(at)));
    }

    private static IEnumerable<JsonElement> Geometries(JsonElement objects, string name) => objects.GetProperty(name).GetProperty("geometries").EnumerateArray();

    private static Geometry Shape(JsonElement county, Coordinate[][] arcs)
    {
        var polygons = county.GetProperty("type").GetString() == "Polygon" ? [county.GetProperty("arcs")] : county.GetProperty("arcs").EnumerateArray().ToArray();
        return Shapes.CreateMultiPolygon([.. polygons.Select(rings => Polygon(rings, arcs)).Where(p => !p.IsEmpty)]);
    }

    private static Polygon Polygon(JsonElement rings, Coordinate[][] arcs)
    {
        var all = rings.EnumerateArray().Select(ring => Ring(ring, arcs)).ToArray();
        return all[0].IsEmpty ? Shapes.CreatePolygon() : Shapes.CreatePolygon(all[0], [.. all[1..].Where(hole => !hole.IsEmpty)]);
    }

    private static LinearRing Ring(JsonElement ring, Coordinate[][] arcs)
    {
        Coordinate[] points = [.. ring.EnumerateArray().Select(i => i.GetInt32()).SelectMany((arc, i) =>
        {
            var line = arc < 0 ? arcs[~arc].Reverse() : arcs[arc];
            return i == 0 ? line : line.Skip(1);
        })];

        // Simplifying has left some islets as a line there and back.
        return points.Length < 4 ? Shapes.CreateLinearRing() : Shapes.CreateLinearRing(points);
    }

    private static Coordinate[] Points(JsonElement arc, (double X, double Y) scale, (double X, double Y) translate)
    {
        var (x, y) = (0.0, 0.0);
        return [.. arc.EnumerateArray().Select(Pair).Select(step => new Coordinate((x += step.X) * scale.X + translate.X, (y += step.Y) * scale.Y + translate.Y))];
    }

    private static (double X, double Y) Pair(JsonElement pair) => (pair[0].GetDouble(), pair[1].GetDouble());

    private static string Usps(string name) => Names.Split(',').Select(n => n.Trim().Split(':')).Single(n => n[0] == name)[1];

    private const string Names =
        """
        Alabama:AL,Alaska:AK,Arizona:AZ,Arkansas:AR,California:CA,Colorado:CO,Connecticut:CT,Delaware:DE,District of Columbia:DC,Florida:FL,Georgia:GA,
        Hawaii:HI,Idaho:ID,Illinois:IL,Indiana:IN,Iowa:IA,Kansas:KS,Kentucky:KY,Louisiana:LA,Maine:ME,Maryland:MD,Massachusetts:MA,Michigan:MI,Minnesota:MN,
        Mississippi:MS,Missouri:MO,Montana:MT,Nebraska:NE,Nevada:NV,New Hampshire:NH,New Jersey:NJ,New Mexico:NM,New York:NY,North Carolina:NC,North Dakota:ND,
        Ohio:OH,Oklahoma:OK,Oregon:OR,Pennsylvania:PA,Rhode Island:RI,South Carolina:SC,South Dakota:SD,Tennessee:TN,Texas:TX,Utah:UT,Vermont:VT,Virginia:VA,
        Washington:WA,West Virginia:WV,Wisconsin:WI,Wyoming:WY,American Samoa:AS,Guam:GU,Commonwealth of the Northern Mariana Islands:MP,Puerto Rico:PR,
        United States Virgin Islands:VI
        """;
}
