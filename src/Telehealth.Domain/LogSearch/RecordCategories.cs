using System.Collections.Frozen;

namespace Telehealth.Domain.LogSearch;

/// <summary>What a record's code is about; <c>code:licensure.*</c> asks for one.</summary>
public enum RecordCategory
{
    /// <summary>Planning, moving and cancelling visits.</summary>
    Schedule,

    /// <summary>Identity, place, consent, check-in, waiting.</summary>
    Arrival,

    /// <summary>Licences and evaluations.</summary>
    Licensure,

    /// <summary>Admission, hold, transfer and what else happens in a visit.</summary>
    Visit,

    /// <summary>Concerns, alerts, safety continuations.</summary>
    Safety,

    /// <summary>Video rooms, grants, attendance.</summary>
    Video,

    /// <summary>How visits end, and corrections of that.</summary>
    Closing,

    /// <summary>Texts, e-mails, opt-outs.</summary>
    Notices,

    /// <summary>Patients, staff, the front desk's list.</summary>
    People,

    /// <summary>Links, sign-ins, refusals at the door.</summary>
    Access,

    /// <summary>Who read or searched what, exports, disclosures, reviews.</summary>
    Reads,

    /// <summary>The service itself: starts, stops, settings, sealing, retention.</summary>
    System,
}

/// <summary>Puts each code into one category; a command's refusal into that of the command.</summary>
public static class RecordCategories
{
    private static readonly (RecordCategory Category, string[] Parts)[] Words =
    [
        (RecordCategory.Reads, ["Read", "Listed", "Viewed", "Searched", "Followed", "Exported", "Export", "Disclosure", "Disclosed", "Review", "Streamed", "Verified", "Charts", "Anomal", "LogSearch"]),
        (RecordCategory.Licensure, ["Licensure", "Authority", "RulesChanged", "ClinicianFacts", "Continuation", "Exemption", "Located", "WeakSignals"]),
        (RecordCategory.Notices, ["Notice", "Suppress", "MessageCameIn", "Delivery"]),
        (RecordCategory.Safety, ["Safety", "Alert", "Crisis", "WrongPerson"]),
        (RecordCategory.Arrival, ["Identified", "Identity", "Location", "Consent", "CheckIn", "CheckedIn", "WaitingRoom", "Callback", "MinorBasis", "Reaffirm", "RefusalShown"]),
        (RecordCategory.Video, ["Room", "Attendance", "Video", "Guest", "Vendor", "Modality", "Media", "Grant"]),
        (RecordCategory.Closing, ["Ended", "EndVisit", "NoShow", "VisitRefused", "ClosedByRule", "Outcome"]),
        (RecordCategory.Schedule, ["Schedule", "Rescheduled", "Reassign", "Cancel", "Continued", "ContinueAs", "Invited", "Invite"]),
        (RecordCategory.Access, ["Link", "SignIn", "SignedIn", "SignedOut", "Join", "Knock", "Locked", "Unlock", "AccessRefused", "Session", "Password"]),
        (RecordCategory.People, ["Patient", "PersonalDetails", "Erasure", "LegalHold", "Staff", "Clinician", "WorkItem", "Role"]),
    ];

    // Where the words above would say something else.
    private static readonly FrozenDictionary<string, RecordCategory> Own = new Dictionary<string, RecordCategory>
    {
        ["PatientAdmitted"] = RecordCategory.Visit, ["PatientClaimed"] = RecordCategory.Visit, ["AdmitPatient"] = RecordCategory.Visit, ["ClinicianOpened"] = RecordCategory.Visit,
        ["VisitSessionsEnded"] = RecordCategory.Access, ["WaitingRoomOpened"] = RecordCategory.Schedule, ["VideoServiceTested"] = RecordCategory.System,
        ["SafetyContinuationUsed"] = RecordCategory.Safety, ["MessageSent"] = RecordCategory.Visit, ["LicensureDryRun"] = RecordCategory.Licensure,
        ["GuardianIdentityVerified"] = RecordCategory.Arrival, ["VerifyGuardian"] = RecordCategory.Arrival,
    }.ToFrozenDictionary();

    private const string Refused = "Refused";

    public static RecordCategory Of(string code)
    {
        if (Own.TryGetValue(code, out var own)) return own;
        if (code.Length > Refused.Length && code.EndsWith(Refused, StringComparison.Ordinal) && code is not "VisitRefused" && Own.TryGetValue(code[..^Refused.Length], out own)) return own;
        foreach (var (category, parts) in Words)
        {
            if (parts.Any(p => code.Contains(p, StringComparison.Ordinal))) return category;
        }

        return IsOfAVisit(code) ? RecordCategory.Visit : RecordCategory.System;
    }

    private static bool IsOfAVisit(string code) =>
        InVisit.Any(v => code.Contains(v, StringComparison.Ordinal));

    private static readonly string[] InVisit = ["Visit", "Participant", "Admit", "Claim", "Transfer", "Hold", "Resume", "TakeOver", "TakenOver", "Leave", "Remove", "Message"];
}
