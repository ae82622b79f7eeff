namespace Telehealth.Server.Features.AuditLog;

/// <summary>Why a record has to be looked at by somebody other than who did it.</summary>
internal enum ReviewKind { CorrectedOutcome, SafetyContinuation, ChosenExemption, DeniedContinuation, WrongPerson, UnexpectedGuest }

/// <summary>The records that the trigger <c>records_review</c> puts into the queue, one code for each kind.</summary>
internal static class ReviewKinds
{
    public static string CodeOf(ReviewKind kind) => kind switch
    {
        ReviewKind.CorrectedOutcome => "OutcomeCorrected",
        ReviewKind.SafetyContinuation => "SafetyContinuationUsed",
        ReviewKind.ChosenExemption => "ExemptionChosen",
        ReviewKind.DeniedContinuation => "AlertRaised",
        ReviewKind.WrongPerson => "WrongPersonReported",
        ReviewKind.UnexpectedGuest => "UnexpectedGuestPutOut",
    };

    public static ReviewKind Of(string code) => Enum.GetValues<ReviewKind>().First(k => CodeOf(k) == code);
}
