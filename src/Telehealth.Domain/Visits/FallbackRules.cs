namespace Telehealth.Domain.Visits;

/// <summary>Whether a clinician may go on over another video provider than the clinic's own. A policy of the clinic, asked before anything else happens.</summary>
internal static class FallbackRules
{
    /// <summary>A refusal when this provider was asked for and the clinic does not want it.</summary>
    public static VisitDecision? Unwanted(Turn turn, bool asked, string provider) => asked && turn.Facts.Clinic.VideoFallback != provider
        ? Answer.No(RefusalCode.NotAllowed, "The clinic does not go on over another video service. Try again, or go on by phone.")
        : null;
}
