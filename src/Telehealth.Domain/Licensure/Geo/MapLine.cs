namespace Telehealth.Domain.Licensure;

/// <summary>What a line of the map divides; the numbers are the file's.</summary>
internal enum LineKind
{
    /// <summary>Between parts of one state with different clocks.</summary>
    Zone = 0,

    /// <summary>Between states, straight and set out by surveyors: the map is at most 260 m off.</summary>
    Surveyed = 1,

    /// <summary>Between states along rivers and crests: the map is up to 2.3 km off.</summary>
    Other = 2,

    /// <summary>The land lines towards British Columbia and Sonora: at most 233 m off.</summary>
    NationalSurveyed = 3,

    NationalOther = 4,
    Shore = 5,
}

/// <summary>One straight piece of a line, in degrees, with the regions on its sides as bits.</summary>
internal readonly record struct MapLine(double X1, double Y1, double X2, double Y2, LineKind Kind, UInt128 Sides)
{
    public double South => Math.Min(Y1, Y2);
    public double North => Math.Max(Y1, Y2);

    /// <summary>How far the true line may be from the drawn one, in metres (measured; facts of the map's accuracy).</summary>
    public static double BufferOf(LineKind kind) => kind switch
    {
        LineKind.Surveyed or LineKind.NationalSurveyed => 500,
        LineKind.Zone or LineKind.Other or LineKind.NationalOther or LineKind.Shore => 2_500,
    };

    /// <summary>Whether a ray from the point to the north crosses it; half open, so that a shared end counts once.</summary>
    public bool IsNorthOf(double x, double y) =>
        X1 <= x != X2 <= x && Y1 + (x - X1) / (X2 - X1) * (Y2 - Y1) > y;

    /// <summary>Metres from a point, on the plane that touches the Earth there.</summary>
    public double MetersFrom(double x, double y, MetersPerDegree scale)
    {
        var (ax, ay) = ((X1 - x) * scale.East, (Y1 - y) * scale.North);
        var (dx, dy) = ((X2 - X1) * scale.East, (Y2 - Y1) * scale.North);
        var length = dx * dx + dy * dy;
        var along = length > 0 ? Math.Clamp(-(ax * dx + ay * dy) / length, 0, 1) : 0;
        return Math.Sqrt(Square(ax + along * dx) + Square(ay + along * dy));
    }

    private static double Square(double value) => value * value;
}

/// <summary>Lengths of a degree at a latitude of the WGS 84 ellipsoid, by its usual series.</summary>
internal readonly record struct MetersPerDegree(double East, double North)
{
    public static MetersPerDegree At(double latitude)
    {
        var phi = double.DegreesToRadians(latitude);
        return new(
            111_412.84 * Math.Cos(phi) - 93.5 * Math.Cos(3 * phi) + 0.118 * Math.Cos(5 * phi),
            111_132.92 - 559.82 * Math.Cos(2 * phi) + 1.175 * Math.Cos(4 * phi));
    }
}
