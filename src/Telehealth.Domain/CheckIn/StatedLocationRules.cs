using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.CheckIn;

/// <summary>What a stated place must look like to be a place at all. Nothing is trimmed, folded or guessed.</summary>
internal static class StatedLocationRules
{
    public const string UnitedStates = "US";

    /// <summary>A US state may be absent ("I'm not sure"); elsewhere there is none.</summary>
    public static bool IsWellFormed(StatedLocation? place) =>
        place is not null && Countries.Contains(place.Country)
        && (place.State is null || (place.Country == UnitedStates && !StateZones.Of(place.State).IsEmpty))
        && (place.Address is null || IsWellFormed(place.Address))
        && (place.Landmark is null || Shape.Text(place.Landmark, Shape.LineLength))
        && (place.Coordinates is null || IsWellFormed(place.Coordinates));

    private static bool IsWellFormed(PostalAddress address) =>
        Shape.Text(address.Line, Shape.LineLength) && Shape.Text(address.City, Shape.NameLength) && Shape.Text(address.PostalCode, 20);

    private static bool IsWellFormed(Coordinates at) =>
        at.Latitude is >= -90 and <= 90 && at.Longitude is >= -180 and <= 180 && double.IsFinite(at.AccuracyMeters) && at.AccuracyMeters >= 0;
}
