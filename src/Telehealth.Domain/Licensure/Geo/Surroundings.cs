namespace Telehealth.Domain.Licensure;

/// <summary>What lies around a point, gathered line by line: a line reaches it within the line's own buffer plus the fix's radius.</summary>
internal record struct Surroundings(double Accuracy) : ILookout
{
    /// <summary>Regions whose state may hold the point.</summary>
    public UInt128 Reached { get; private set; }

    /// <summary>Regions across a line between clocks: they count where their state does.</summary>
    public UInt128 OtherClocks { get; private set; }

    public bool National { get; private set; }
    public bool Shore { get; private set; }

    /// <summary>Metres to the nearest line of a state or of the country.</summary>
    public double Border { get; private set; } = double.PositiveInfinity;

    /// <summary>Metres to the nearest line of any state, shores included.</summary>
    public double Land { get; private set; } = double.PositiveInfinity;

    public void See(LineKind kind, UInt128 sides, Stretch line)
    {
        var meters = line.Meters;
        if (kind is not LineKind.Zone) Land = Math.Min(Land, meters);
        if (kind is not (LineKind.Zone or LineKind.Shore)) Border = Math.Min(Border, meters);
        if (meters > MapLine.BufferOf(kind) + Accuracy) return;

        if (kind is LineKind.Zone) OtherClocks |= sides;
        else Reached |= sides;
        National |= kind is LineKind.NationalSurveyed or LineKind.NationalOther;
        Shore |= kind is LineKind.Shore;
    }
}
