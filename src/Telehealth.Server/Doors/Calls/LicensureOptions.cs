namespace Telehealth.Server.Doors.Calls;

/// <summary>Settings of section <c>Licensure</c>.</summary>
internal sealed class LicensureOptions
{
    public const string Section = "Licensure";

    /// <summary>Whether the device's fix is kept to two decimals (about a kilometre) among the personal details of a visit. Default false: only the states it may be in are kept.</summary>
    public bool KeepCoordinates { get; set; }
}
