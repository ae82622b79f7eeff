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

    /// <summary>As seen from a point.</summary>
    public Stretch From(double x, double y, MetersPerDegree scale) =>
        new(((X1 - x) * scale.East, (Y1 - y) * scale.North), ((X2 - x) * scale.East, (Y2 - y) * scale.North));
}

/// <summary>A straight piece of a line in metres from where one stands, on the plane that touches the Earth there.</summary>
internal readonly record struct Stretch((double East, double North) A, (double East, double North) B)
{
    /// <summary>Its point that is nearest to where one stands.</summary>
    public (double East, double North) Nearest
    {
        get
        {
            var (dx, dy) = (B.East - A.East, B.North - A.North);
            var length = dx * dx + dy * dy;
            var along = length > 0 ? Math.Clamp(-(A.East * dx + A.North * dy) / length, 0, 1) : 0;
            return (A.East + along * dx, A.North + along * dy);
        }
    }

    public double Meters => Nearest is var (east, north) ? Math.Sqrt(east * east + north * north) : 0;

    /// <summary>Whether the way from where one stands to a point meets it.</summary>
    public bool Bars((double East, double North) point) =>
        Side((0, 0), point, A) * Side((0, 0), point, B) <= 0 && Side(A, B, (0, 0)) * Side(A, B, point) <= 0;

    private static double Side((double East, double North) from, (double East, double North) to, (double East, double North) of) =>
        (to.East - from.East) * (of.North - from.North) - (to.North - from.North) * (of.East - from.East);
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
