using Telehealth.Domain;

namespace Telehealth.Server.Doors;

/// <summary>What people read when the answer is no: a title and a sentence on what to do, for each code.</summary>
internal static class RefusalTexts
{
    public static (string Title, string Detail) Of(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn => ("Not signed in", "Sign in, or open your link again."),
        RefusalCode.NotAllowed => ("Not allowed", "Your role does not include this."),
        RefusalCode.NotFound => ("Not found", "It does not exist, or it is not yours to see."),
        RefusalCode.Invalid => ("Not valid", "Something in the request is missing or has the wrong form."),
        RefusalCode.VersionConflict => ("Changed meanwhile", "Somebody changed this visit. Look at it again, then repeat if it still applies."),
        RefusalCode.WrongPhase => ("Not possible now", "The visit is not in a phase in which this can be done."),
        RefusalCode.AlreadyClaimed => ("Already taken", "Another clinician is admitting this patient."),
        RefusalCode.LinkExpired => ("Link not valid", "This link is no longer valid. Call the clinic for a new one."),
        RefusalCode.LinkLocked => ("Link locked", "There were too many wrong tries. Wait 15 minutes, or ask the clinic for help."),
        RefusalCode.TooEarly => ("Too early", "This is not open yet. Come back closer to the visit's start."),
        RefusalCode.TooLate => ("Too late", "The time for this has passed."),
        RefusalCode.RateLimited => ("Too many requests", "Wait a moment, then try again."),
        RefusalCode.TooLarge => ("Too large", "The request is larger than is accepted."),
        RefusalCode.LicensureDenied => ("Not licensed for this", "The clinician may not treat this patient in the place the patient is in."),
        RefusalCode.LicensureHold => ("Something is missing first", "The visit cannot start until the listed points are settled."),
        RefusalCode.CheckInIncomplete => ("Check-in is not complete", "Answer each question, or say why you would rather not."),
        RefusalCode.PatientAway => ("The patient is away", "The patient is not connected right now. Text, call, wait, or admit anyway."),
        RefusalCode.ClinicianBusy => ("Another visit is running", "You have another visit in progress. Put it on hold first, or confirm."),
        RefusalCode.SeatTaken => ("Open on another device", "This visit is open on another device, which has not given way. The clinic has been told."),
        RefusalCode.IdempotencyMismatch => ("Repeated with other content", "The same command id came with another body."),
        RefusalCode.VideoUnavailable => ("Video is not available", "The video service does not answer. The place in line is kept; try again or go on by phone."),
        RefusalCode.Unavailable => ("Not available right now", "Nothing was changed. Try again in a moment."),
        RefusalCode.Draining => ("The server is restarting", "Connect again in a moment."),
    };
}
