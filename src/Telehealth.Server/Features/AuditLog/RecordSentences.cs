using System.Collections.Frozen;
using System.Text;
using System.Text.Json.Nodes;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Says in one sentence what a record means. <c>{name}</c> stands for a field of what the record says came after.</summary>
internal static class RecordSentences
{
    private static readonly FrozenDictionary<string, string> Texts = new Dictionary<string, string>
    {
        ["VisitScheduled"] = "scheduled the visit ({kind}, {durationMinutes} minutes, for {startsAt})",
        ["VisitRescheduled"] = "moved the visit to {startsAt}",
        ["VisitReassigned"] = "gave the visit to another clinician",
        ["WaitingRoomOpened"] = "opened the waiting room early",
        ["VisitCancelled"] = "cancelled the visit ({by}: {reason})",
        ["ParticipantInvited"] = "invited a {role}",
        ["ParticipantIdentified"] = "passed identification ({method})",
        ["LocationAttested"] = "stated the patient's place: {state} {country}",
        ["LocationReaffirmed"] = "confirmed the patient's place again",
        ["ConsentGiven"] = "consented to care by video",
        ["ParticipantCheckedIn"] = "completed check-in and waits",
        ["CheckInCarried"] = "carried the check-in over from the visit before",
        ["CheckInRefused"] = "could not be checked in",
        ["WaitingRoomLeft"] = "left the waiting room ({reason})",
        ["CallbackRequested"] = "asked the clinic to call",
        ["MinorBasisRecorded"] = "recorded why the minor may be treated ({basis})",
        ["IdentityConfirmed"] = "confirmed the patient's identity on camera",
        ["WrongPersonReported"] = "reported that somebody else was behind the patient's link",
        ["ClinicianOpened"] = "opened the visit",
        ["PatientClaimed"] = "started to admit the patient",
        ["AdmitRequested"] = "asked the patient to confirm their place before admission",
        ["ClaimReleased"] = "gave the patient back to the line ({reason})",
        ["PatientAdmitted"] = "admitted the patient",
        ["ParticipantAdmitted"] = "admitted a participant",
        ["ParticipantHeld"] = "put a participant on hold",
        ["ParticipantLeft"] = "left the call",
        ["ParticipantReturned"] = "came back to the call",
        ["ParticipantRemoved"] = "removed a participant",
        ["VisitHeld"] = "put the visit on hold",
        ["VisitResumed"] = "resumed the visit",
        ["TransferOffered"] = "offered the visit to another clinician",
        ["TransferWithdrawn"] = "withdrew or declined the transfer",
        ["TransferAccepted"] = "accepted the transfer",
        ["VisitTakenOver"] = "took the visit over",
        ["ContinuationRenewed"] = "renewed the lawful start after a new statement of place",
        ["SafetyContinuationUsed"] = "went on because of an open safety concern",
        ["VisitRoomReplaced"] = "moved the call to a new room",
        ["ModalityChanged"] = "went on by {to}",
        ["SafetyConcernRaised"] = "raised a safety concern",
        ["SafetyConcernAcknowledged"] = "acknowledged the safety concern",
        ["SafetyConcernResolved"] = "resolved the safety concern ({outcome})",
        ["AlertRaised"] = "raised the alert {alert}",
        ["AlertCleared"] = "cleared the alert {alert}",
        ["VisitEnded"] = "ended the visit ({disposition})",
        ["NoShowMarked"] = "marked a no-show ({who})",
        ["VisitRefused"] = "closed the visit as refused",
        ["VisitClosedByRule"] = "closed the visit by the rule {rule}",
        ["OutcomeCorrected"] = "corrected the outcome from {from} to {to}",
        ["VisitContinued"] = "continued the visit as a new one",
        ["LicensureEvaluated"] = "had the licence checked: {verdict}",
        ["RoomGranted"] = "was granted access to the video room",
    }.ToFrozenDictionary();

    public static string Of(RecordItem item)
    {
        var who = item.Actor.Name ?? item.Actor.Role ?? WhoOf(item.Actor.Kind);
        var said = Texts.TryGetValue(item.Code, out var text) ? Fill(text, item.After as JsonObject) : item.Refused ? $"was refused: {Words(item.Code[..^"Refused".Length])}" : Words(item.Code);
        var reasons = item.Reasons.Count > 0 ? $" ({string.Join(", ", item.Reasons)})" : "";
        return $"{who} {said}{reasons}.";
    }

    /// <summary>Whether the code has a sentence of its own.</summary>
    internal static bool Knows(string code) => Texts.ContainsKey(code);

    private static string WhoOf(string kind) => kind switch
    {
        "System" => "The system",
        "VideoProvider" => "The video service",
        "Participant" => "A participant",
        _ => "Staff",
    };

    private static string Fill(string text, JsonObject? after)
    {
        var filled = new StringBuilder(text);
        foreach (var (name, value) in after ?? []) filled.Replace($"{{{name}}}", value?.ToString() ?? "");
        // What the record leaves out leaves no braces behind.
        return System.Text.RegularExpressions.Regex.Replace(filled.ToString(), @"\{\w+\} ?", "").Trim();
    }

    private static string Words(string code) => string.Concat(code.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));
}
