using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Records;

/// <summary>The second engine's evidence beside the first one's, in this order for good; absent from a record of the first.</summary>
internal static class WiderFields
{
    public static void Write(CanonicalWriter w, WiderEvidence e)
    {
        w.BeginObject().Field("engine"u8, e.Engine).Field("deviceMaxAgeSeconds"u8, e.Numbers.DeviceMaxAgeSeconds)
            .Field("ruleStaleAfterDays"u8, e.Numbers.RuleStaleAfterDays).Field("encumberedWarns"u8, e.Numbers.EncumberedWarns).Name("device"u8);
        if (e.Device is { } device)
        {
            w.BeginObject();
            DeviceFields.Write(w, device);
            w.EndObject();
        }
        else w.Null();

        w.Name("signals"u8);
        if (e.Signals is not { } signals) w.Null();
        else w.BeginObject().Field("ipRegion"u8, signals.IpRegion).Field("ipAnonymizer"u8, signals.IpAnonymizer).Field("timeZone"u8, signals.TimeZone).EndObject();
        w.Field("timeZoneDiffers"u8, e.TimeZoneDiffers).Field("movedAt"u8, e.MovedAt).Field("clinicianLocation"u8, e.ClinicianLocation).Field("hasAddress"u8, e.HasAddress);
        WriteWords(w, e);
        w.Field("emergencyContactAsked"u8, e.EmergencyContactAsked).Field("flexibilityEndsOn"u8, e.FlexibilityEndsOn).Name("others"u8).BeginArray();
        foreach (var other in e.Others)
        {
            w.BeginObject().Field("state"u8, other.State).Field("served"u8, other.Served).Name("dates"u8).BeginArray();
            foreach (var dates in other.Dates) Write(w, dates);
            w.EndArray().EndObject();
        }

        w.EndArray().EndObject();
    }

    public static WiderEvidence Read(FieldReader r) => new()
    {
        Engine = r.Int("engine"),
        Numbers = new(r.Long("deviceMaxAgeSeconds"), r.Int("ruleStaleAfterDays"), r.Flag("encumberedWarns")),
        Device = r.IsNull("device") ? null : DeviceFields.Read(r.Object("device")),
        Signals = r.IsNull("signals") ? null : ReadSignals(r.Object("signals")),
        TimeZoneDiffers = r.Flag("timeZoneDiffers"),
        MovedAt = r.TimeOrNull("movedAt"),
        ClinicianLocation = r.TextOrNull("clinicianLocation"),
        HasAddress = r.Flag("hasAddress"),
        Confirmation = r.IsNull("confirmation") ? null : ReadConfirmation(r.Object("confirmation")),
        Exemption = r.IsNull("exemption") ? null : ReadChoice(r.Object("exemption")),
        EmergencyContactAsked = r.Flag("emergencyContactAsked"),
        FlexibilityEndsOn = r.DateOrNull("flexibilityEndsOn"),
        Others = r.Objects("others", o => new CandidateEvidence(o.Text("state"), o.Flag("served"), o.Objects("dates", ReadDates))),
    };

    public static void Write(CanonicalWriter w, ZoneDates dates) =>
        w.BeginObject().Field("zone"u8, dates.Zone).Field("startsOn"u8, dates.StartsOn).Field("endsOn"u8, dates.EndsOn).EndObject();

    public static ZoneDates ReadDates(FieldReader d) => new(d.Text("zone"), d.Date("startsOn"), d.Date("endsOn"));

    private static void WriteWords(CanonicalWriter w, WiderEvidence e)
    {
        w.Name("confirmation"u8);
        if (e.Confirmation is not { } word) w.Null();
        else
        {
            w.BeginObject().Field("by"u8, word.By.Value).Field("at"u8, word.At).Field("attestationSequence"u8, word.AttestationSequence)
                .Field("method"u8, word.Method).EndObject();
        }

        w.Name("exemption"u8);
        if (e.Exemption is not { } choice) w.Null();
        else
        {
            w.BeginObject().Field("authorityId"u8, choice.AuthorityId.Value).Field("reason"u8, choice.Reason).Field("relationship"u8, choice.Relationship)
                .Field("by"u8, choice.By.Value).Field("at"u8, choice.At).EndObject();
        }
    }

    private static WeakSignals ReadSignals(FieldReader r) => new(r.TextOrNull("ipRegion"), r.Flag("ipAnonymizer"), r.TextOrNull("timeZone"));

    private static LocationConfirmation ReadConfirmation(FieldReader r) =>
        new(new(r.Id("by")), r.Time("at"), r.Int("attestationSequence"), r.Enum<ConfirmationMethod>("method"));

    private static ExemptionChoice ReadChoice(FieldReader r) =>
        new(new(r.Id("authorityId")), r.Enum<JustificationReason>("reason"), r.Enum<PatientScope>("relationship"), new(r.Id("by")), r.Time("at"));
}
