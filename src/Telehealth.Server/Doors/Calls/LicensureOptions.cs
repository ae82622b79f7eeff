namespace Telehealth.Server.Doors.Calls;

/// <summary>Settings of section <c>Licensure</c>.</summary>
internal sealed class LicensureOptions
{
    public const string Section = "Licensure";

    /// <summary>Whether the device's fix is kept to two decimals (about a kilometre) among the personal details of a visit. Default false: only the states it may be in are kept.</summary>
    public bool KeepCoordinates { get; set; }

    /// <summary>Header in which a trusted proxy says the region that an address belongs to: ISO 3166-2 such as US-UT, or a USPS code. A weak hint that can only warn. Default empty: not looked at.</summary>
    public string RegionHeader { get; set; } = "";

    /// <summary>Header in which a trusted proxy says with 1 or true that an address hides where people are. A weak hint that can only warn. Default empty: not looked at.</summary>
    public string AnonymizerHeader { get; set; } = "";
}
