using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;

namespace Telehealth.Domain.Records;

/// <summary>Says in words what a record holds as codes, names of states and instants.</summary>
public static class RecordWords
{
    private static readonly ZonedDateTimePattern Time = ZonedDateTimePattern.CreateWithInvariantCulture("MMM d, yyyy, h:mm tt x", null);

    /// <summary>Where taking a name apart does not make words of it; by the field, since one name means different things in two.</summary>
    private static readonly FrozenDictionary<string, string> Own = new Dictionary<string, string>
    {
        ["kind:FollowUp"] = "follow-up", ["screen:Refusal"] = "in place of the visit", ["screen:Hold"] = "as a note while waiting", ["language:en"] = "in English", ["language:es"] = "in Spanish",
        ["by:Patient"] = "the patient", ["by:Clinic"] = "the clinic", ["by:System"] = "the system",
        ["method:OnCamera"] = "on camera", ["method:ByPhone"] = "by phone", ["location:OUTSIDE"] = "outside the United States",
        ["method:BirthDate"] = "by date of birth", ["method:GuestName"] = "by name", ["method:ByStaff"] = "by staff", ["method:PhotoIdShown"] = "photo ID was shown", ["method:KnownToClinic"] = "known to the clinic", ["method:DocumentsOnFile"] = "documents on file", ["method:Carried"] = "as in the visit before",
        ["basis:GuardianConsented"] = "a guardian consented", ["basis:SelfConsentByStateLaw"] = "own consent by state law",
        ["basis:SelfConsentInCrisis"] = "own consent in a crisis, by state law",
        ["verdict:Allow"] = "allowed", ["verdict:Hold"] = "on hold until something is settled", ["verdict:Deny"] = "denied",
        ["disposition:ReferredToEmergency"] = "referred to emergency care", ["disposition:ConvertedToPhone"] = "went on by phone", ["disposition:PatientLeft"] = "the patient left",
        ["reason:PatientAsked"] = "the patient asked", ["reason:PatientLeft"] = "the patient left", ["reason:WaitTooLong"] = "the wait was too long", ["reason:VisitReassigned"] = "the visit was reassigned",
        ["reason:AdmitRequestLapsed"] = "the patient did not answer in time", ["reason:Expired"] = "the time for it ran out", ["reason:WillCallBack"] = "will call back",
        ["alert:ClinicianLateBoard"] = "clinician late", ["alert:ClinicianLatePatientTold"] = "clinician late, patient told", ["alert:ClinicianLateFrontDesk"] = "clinician late, front desk told",
        ["alert:ConsentWithdrawn"] = "consent taken back", ["alert:HoldNudge"] = "long hold", ["alert:HoldFrontDesk"] = "long hold, front desk told", ["alert:AttestationAgeing"] = "the patient's place was stated a while ago",
        ["alert:SafetyUnacknowledged"] = "safety concern not acknowledged", ["alert:AuthorityEndsSoon"] = "license ends soon", ["alert:ContinuationDenied"] = "no longer licensed to go on",
        ["connection:Connected"] = "back", ["connection:Reconnecting"] = "brought back after it broke off", ["connection:Lost"] = "cut off",
        ["quality:Weak"] = "a weak video connection for a while", ["quality:Steady"] = "a steady video connection again",
        ["channel:Sms"] = "text message", ["channel:Email"] = "e-mail", ["to:Unknown"] = "not known", ["to:Accepted"] = "handed over", ["to:Suppressed"] = "not sent, opted out",
        ["to:Dropped"] = "not sent, no longer needed",
        ["rule:PatientNoShow"] = "patient no-show", ["rule:ClinicNoShow"] = "clinic no-show", ["rule:RefusedOnly"] = "nothing but refusals",
        ["from:PatientNoShow"] = "patient no-show", ["from:ClinicNoShow"] = "clinic no-show", ["to:PatientNoShow"] = "patient no-show", ["to:ClinicNoShow"] = "clinic no-show",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Reasons =
        Enum.GetValues<RefusalCode>().Select(c => (Code: c.ToWire(), Text: $"{RefusalTexts.Of(c).Title}."))
            .Concat(Enum.GetValues<ReasonCode>().Select(c => (Code: c.ToWire(), Text: ReasonTexts.Of(c))))
            .ToFrozenDictionary(r => r.Code, r => r.Text);

    /// <summary>A whole sentence.</summary>
    public static string OfReason(string code) => Reasons.TryGetValue(code, out var text) ? text : $"{Capital(code.Replace('_', ' ').ToLowerInvariant())}.";

    /// <param name="zone">The visit's; instants are told in it.</param>
    public static string OfField(string name, JsonNode? value, DateTimeZone zone)
    {
        if (value?.GetValueKind() is not System.Text.Json.JsonValueKind.String) return value?.ToString() ?? "";
        var text = value.GetValue<string>();
        if (InstantPattern.ExtendedIso.Parse(text) is { Success: true, Value: var instant }) return Time.Format(instant.InZone(zone));
        return Own.TryGetValue($"{name}:{text}", out var own) ? own : Apart(text);
    }

    /// <summary>A state is told by its code, which people know; a country by its own.</summary>
    public static string OfPlace(JsonObject after) =>
        after["state"]?.GetValue<string>() is { } state ? state
        : after["country"]?.GetValue<string>() is "US" ? "in the United States, not sure of the state"
        : $"outside the United States (country {after["country"]})";

    /// <summary><c>SupportPerson</c> as "support person", <c>CONTINUATION_DENIED</c> as "continuation denied".</summary>
    public static string Apart(string name) => name.Contains('_', StringComparison.Ordinal)
        ? name.Replace('_', ' ').ToLowerInvariant()
        : string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $" {char.ToLowerInvariant(c)}" : char.ToLowerInvariant(c).ToString()));

    public static string Capital(string text) => text.Length == 0 ? text : string.Create(CultureInfo.InvariantCulture, $"{char.ToUpperInvariant(text[0])}{text[1..]}");
}
