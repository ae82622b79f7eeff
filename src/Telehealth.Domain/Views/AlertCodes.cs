using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>What an alert is called on the wire; several rules may raise the same one to different people.</summary>
public static class AlertCodes
{
    public const string SafetyConcern = "SAFETY_CONCERN";
    public const string SeatAsked = "SEAT_ASKED";
    public const string MediaBlocked = "MEDIA_BLOCKED";

    public static string Of(VisitAlert alert) => alert switch
    {
        VisitAlert.ClinicianLateBoard or VisitAlert.ClinicianLatePatientTold or VisitAlert.ClinicianLateFrontDesk => "CLINICIAN_LATE",
        VisitAlert.HoldNudge or VisitAlert.HoldFrontDesk => "HOLD_LONG",
        VisitAlert.AttestationAgeing => alert.ToWire(),
        VisitAlert.SafetyUnacknowledged => alert.ToWire(),
        VisitAlert.ContinuationDenied => alert.ToWire(),
        VisitAlert.AuthorityEndsSoon => alert.ToWire(),
        VisitAlert.InterpreterMissing => alert.ToWire(),
        VisitAlert.LocalMidnightPassed => alert.ToWire(),
        VisitAlert.VideoLost => alert.ToWire(),
        VisitAlert.ConsentWithdrawn => alert.ToWire(),
    };
}
