using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>Where a clinician sits, told with the act that needs it. Some authorities hold only there.</summary>
internal static class ClinicianPlaces
{
    public const string Unknown = "The clinician's location is a USPS code or OUTSIDE.";

    /// <summary>False when what was told is no place. Nothing told, or nothing new, is fine.</summary>
    /// <param name="with">The turn as it is once it was told.</param>
    public static bool TryTell(Turn turn, string? location, out VisitEvent[] told, out Turn with)
    {
        (told, with) = ([], turn);
        if (location is null) return true;
        if (turn.Actor.Staff is not { } me || (location != DeviceRules.Outside && StateZones.Of(location).IsEmpty)) return false;
        if (turn.Visit.ClinicianPlaces.Any(p => p.ClinicianId == me && p.Location == location)) return true;

        told = [new ClinicianLocated(me, location)];
        with = turn with { Visit = turn.Visit.Fold(told.Select(e => (e, turn.Now))) };
        return true;
    }
}
