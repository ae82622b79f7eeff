using Telehealth.Server.Desk;

namespace Telehealth.Server.Twilio.Messages;

/// <summary>The vendor's numbers, in our own few words.</summary>
internal static class MessageCodes
{
    public const int OptedOut = 21610;

    /// <summary>Why this number can never get it; null where the number is not to blame.</summary>
    public static string? OfNumber(int? code) => code switch
    {
        21211 or 21217 => NoticeCodes.NumberInvalid,
        OptedOut => NoticeCodes.OptedOut,
        21408 or 21612 or 21614 or 30003 or 30004 or 30005 or 30006 => NoticeCodes.NotReachable,
        _ => null,
    };

    /// <summary>Why a message that was accepted did not get there.</summary>
    public static string OfFailure(int? code) => OfNumber(code) ?? code switch
    {
        30036 => NoticeCodes.TooLate,
        30002 or 30007 or 30032 or 30034 or 30450 => NoticeCodes.SenderBlocked,
        _ => NoticeCodes.NotDelivered,
    };

    /// <summary>Too many at once: nothing was done, and later it works.</summary>
    public static bool IsBusy(int? code) => code is 20429 or 21611 or 30001;
}
