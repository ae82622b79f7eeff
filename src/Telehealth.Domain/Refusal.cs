using System.Text;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain;

/// <summary>Why the answer is no. The wire form is SCREAMING_SNAKE and stable; members are only ever added.</summary>
public enum RefusalCode
{
    NotSignedIn, NotAllowed, NotFound, Invalid, VersionConflict, WrongPhase, AlreadyClaimed, LinkExpired, LinkLocked,
    TooEarly, TooLate, RateLimited, TooLarge, LicensureDenied, LicensureHold, CheckInIncomplete, PatientAway,
    ClinicianBusy, SeatTaken, IdempotencyMismatch, VideoUnavailable, Unavailable, Draining,
    LegalHold, VisitsOpen, SecondPersonNeeded, Pruned,
}

/// <summary>An expected no, with the evidence for it. Carries no personal data.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">A sentence for people, specific to the case; null means the code's own text.</param>
/// <param name="Decision">The licensure decision behind it, where there is one.</param>
public sealed record Refusal(RefusalCode Code, string? Detail = null, LicensureDecision? Decision = null);

public static class WireNames
{
    /// <summary>PascalCase to SCREAMING_SNAKE: <c>PatientAway</c> to <c>PATIENT_AWAY</c>.</summary>
    public static string ToWire<TEnum>(this TEnum value) where TEnum : struct, Enum => Cache<TEnum>.Names[value];

    private static class Cache<TEnum> where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> Names = Enum.GetValues<TEnum>().ToDictionary(v => v, v => Snake(v.ToString()));
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1])) text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }
}
