namespace Telehealth.Domain.Licensure;

/// <summary>
/// Whose coast a point is off that no outline reaches: a boat, a pier, an islet that the simplified map lost. A state's waters end after twelve
/// nautical miles and at the national line, which the map draws between Washington and British Columbia too.
/// </summary>
internal struct CoastalWaters(double accuracy) : ILookout
{
    private const double TwelveNauticalMiles = 22_224;

    private readonly double _accuracy = accuracy;
    private readonly List<(UInt128 Sides, Stretch Line)> _shores = [];
    private readonly List<Stretch> _national = [];
    private bool _atNationalLine;

    /// <summary>How far the true point may be from a drawn shore whose waters hold it.</summary>
    public static double ReachOf(double accuracy) => TwelveNauticalMiles + MapLine.BufferOf(LineKind.Shore) + accuracy;

    public void See(LineKind kind, UInt128 sides, Stretch line)
    {
        if (kind is LineKind.Shore) _shores.Add((sides, line));
        if (kind is not (LineKind.NationalSurveyed or LineKind.NationalOther)) return;
        _national.Add(line);
        _atNationalLine |= line.Meters <= MapLine.BufferOf(kind) + _accuracy;
    }

    /// <summary>The regions whose shore can be reached over the water. Where the national line may be on either side of the point, it bars nothing.</summary>
    public readonly UInt128 Reached()
    {
        var reached = UInt128.Zero;
        foreach (var (sides, line) in _shores)
        {
            if ((sides & ~reached) == 0 || line.Meters > ReachOf(_accuracy)) continue;
            if (_atNationalLine || !IsBarred(line.Nearest)) reached |= sides;
        }

        return reached;
    }

    private readonly bool IsBarred((double East, double North) shore)
    {
        foreach (var line in _national)
        {
            if (line.Bars(shore)) return true;
        }

        return false;
    }
}
