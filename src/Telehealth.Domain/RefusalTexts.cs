namespace Telehealth.Domain;

/// <summary>Languages in which the clinic speaks to patients.</summary>
public enum TextLanguage { English, Spanish }

/// <summary>What people read: a title, and a sentence on what to do. Never anything that the caller sent.</summary>
public readonly record struct PeopleText(string Title, string Detail);

/// <summary>The text of each refusal. A refusal's own detail, where it has one, says more of the case and stands instead of this one's.</summary>
public static partial class RefusalTexts
{
    /// <summary>Staff read English; whatever a patient may see is there in Spanish too.</summary>
    public static PeopleText Of(RefusalCode code, TextLanguage language = TextLanguage.English) => language switch
    {
        TextLanguage.English => English(code),
        TextLanguage.Spanish => Spanish(code) ?? English(code),
    };

    private static PeopleText English(RefusalCode code) => code switch
    {
        RefusalCode.NotSignedIn => new("Not signed in", "Sign in, or open your link again."),
        RefusalCode.NotAllowed => new("Not allowed", "Your role does not include this."),
        RefusalCode.NotFound => new("Not found", "It does not exist, or it is not yours to see."),
        RefusalCode.Invalid => new("Not valid", "Something in the request is missing or has the wrong form."),
        RefusalCode.VersionConflict => new("Changed meanwhile", "Somebody changed this visit. Look at it again, then repeat if it still applies."),
        RefusalCode.WrongPhase => new("Not possible now", "The visit is not in a phase in which this can be done."),
        RefusalCode.AlreadyClaimed => new("Already taken", "Another clinician is admitting this patient."),
        RefusalCode.LinkExpired => new("Link not valid", "This link is no longer valid. Call the clinic for a new one."),
        RefusalCode.LinkLocked => new("Link locked", "There were too many wrong tries. Wait 15 minutes, or ask the clinic for help."),
        RefusalCode.TooEarly => new("Too early", "This is not open yet. Come back closer to the visit's start."),
        RefusalCode.TooLate => new("Too late", "The time for this has passed."),
        RefusalCode.RateLimited => new("Too many requests", "Wait a moment, then try again."),
        RefusalCode.TooLarge => new("Too large", "The request is larger than is accepted."),
        RefusalCode.LicensureDenied => new("Not licensed for this", "The clinician may not treat this patient in the place the patient is in."),
        RefusalCode.LicensureHold => new("Something is missing first", "The visit cannot start until the listed points are settled."),
        RefusalCode.CheckInIncomplete => new("Check-in is not complete", "Answer each question, or say why you would rather not."),
        RefusalCode.PatientAway => new("The patient is away", "The patient is not connected right now. Text, call, wait, or admit anyway."),
        RefusalCode.ClinicianBusy => new("Another visit is running", "You have another visit in progress. Put it on hold first, or confirm."),
        RefusalCode.SeatTaken => new("Open on another device", "This visit is open on another device, which has not given way. The clinic has been told."),
        RefusalCode.IdempotencyMismatch => new("Repeated with other content", "The same command id came with another body."),
        RefusalCode.VideoUnavailable => new("Video is not available", "The video service does not answer. The place in line is kept; try again or go on by phone."),
        RefusalCode.Unavailable => new("Not available right now", "Nothing was changed. Try again in a moment."),
        RefusalCode.Draining => new("The server is restarting", "Connect again in a moment."),
        RefusalCode.LegalHold => new("Under legal hold", "A legal hold keeps this from being erased. Lift it first."),
        RefusalCode.VisitsOpen => new("Visits are still open", "This patient has visits that are not closed. Close or cancel them first."),
        RefusalCode.Pruned => new("Kept long enough", "This record was archived and then removed, as the rules of retention say. Its hash stays, and the archive can be checked against it."),
        RefusalCode.SecondPersonNeeded => new("Another person is needed", "Whoever asked for this cannot confirm it. Another admin has to."),
    };
}
