using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Records;

/// <summary>A device's reduced location as records hold it.</summary>
internal static class DeviceFields
{
    public static void Write(CanonicalWriter w, DeviceLocation device)
    {
        w.Field("candidates"u8, device.Candidates).Field("containing"u8, device.Containing).Field("nearestBorder"u8, device.NearestBorder)
            .Field("accuracyMeters"u8, device.AccuracyMeters).Field("tooCoarse"u8, device.TooCoarse).Field("zones"u8, device.Zones)
            .Field("nearShore"u8, device.NearShore).Field("mapVersion"u8, device.MapVersion).Field("at"u8, device.At);

        // Younger than the rest, and so written only where there is something to say.
        if (!device.Coasts.IsEmpty) w.Field("coasts"u8, device.Coasts);
    }

    public static DeviceLocation Read(FieldReader r) => new()
    {
        Candidates = r.Texts("candidates"),
        Containing = r.TextOrNull("containing"),
        NearestBorder = r.Enum<DistanceBucket>("nearestBorder"),
        AccuracyMeters = r.Int("accuracyMeters"),
        TooCoarse = r.Flag("tooCoarse"),
        Zones = r.Texts("zones"),
        NearShore = r.Flag("nearShore"),
        MapVersion = r.Text("mapVersion"),
        At = r.Time("at"),
        Coasts = r.Has("coasts") ? r.Texts("coasts") : [],
    };
}
