using Telehealth.Domain;

namespace Telehealth.Server.Doors;

/// <summary>Which HTTP status says each refusal. One switch, so that a new code does not build without one.</summary>
internal static class RefusalHttp
{
    public static int StatusOf(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn => StatusCodes.Status401Unauthorized,
        RefusalCode.NotAllowed => StatusCodes.Status403Forbidden,
        RefusalCode.NotFound => StatusCodes.Status404NotFound,
        RefusalCode.Invalid => StatusCodes.Status400BadRequest,
        RefusalCode.VersionConflict => StatusCodes.Status409Conflict,
        RefusalCode.WrongPhase => StatusCodes.Status409Conflict,
        RefusalCode.AlreadyClaimed => StatusCodes.Status409Conflict,
        RefusalCode.LinkExpired => StatusCodes.Status404NotFound,
        RefusalCode.LinkLocked => StatusCodes.Status423Locked,
        RefusalCode.TooEarly => StatusCodes.Status409Conflict,
        RefusalCode.TooLate => StatusCodes.Status409Conflict,
        RefusalCode.RateLimited => StatusCodes.Status429TooManyRequests,
        RefusalCode.TooLarge => StatusCodes.Status413PayloadTooLarge,
        RefusalCode.LicensureDenied => StatusCodes.Status403Forbidden,
        RefusalCode.LicensureHold => StatusCodes.Status409Conflict,
        RefusalCode.CheckInIncomplete => StatusCodes.Status422UnprocessableEntity,
        RefusalCode.PatientAway => StatusCodes.Status409Conflict,
        RefusalCode.ClinicianBusy => StatusCodes.Status409Conflict,
        RefusalCode.SeatTaken => StatusCodes.Status409Conflict,
        RefusalCode.IdempotencyMismatch => StatusCodes.Status422UnprocessableEntity,
        RefusalCode.VideoUnavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.Draining => StatusCodes.Status503ServiceUnavailable,
        RefusalCode.LegalHold => StatusCodes.Status409Conflict,
        RefusalCode.VisitsOpen => StatusCodes.Status409Conflict,
        RefusalCode.SecondPersonNeeded => StatusCodes.Status409Conflict,
        RefusalCode.Pruned => StatusCodes.Status410Gone,
    };
}
