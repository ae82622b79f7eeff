using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Doors.Wire;

/// <summary>
/// Writes a view as <see cref="WireJson"/> would, to the byte, without its walk from property to property: every version of a visit goes out once for each
/// audience. A test holds the two together, so a new member is added here too.
/// </summary>
internal sealed class VisitViewJson : JsonConverter<VisitView>
{
    public override VisitView? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<VisitView>(ref reader, WireJson.Options);

    public override void Write(Utf8JsonWriter writer, VisitView value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteVisit(writer, value);
        WriteCheckIn(writer, value.CheckIn);
        WriteStanding(writer, value);
        WriteForStaff(writer, value);
        writer.WriteEndObject();
    }

    private static void WriteVisit(Utf8JsonWriter w, VisitView v)
    {
        w.Id("visitId"u8, v.VisitId.Value).Number("version"u8, v.Version).Word("phase"u8, v.Phase).Word("outcome"u8, v.Outcome).Word("disposition"u8, v.Disposition)
            .Time("closedAt"u8, v.ClosedAt).Word("kind"u8, v.Kind).Word("modality"u8, v.Modality).Time("startsAt"u8, v.StartsAt)
            .Number("durationMinutes"u8, v.DurationMinutes).Text("zone"u8, v.Zone).Time("waitingRoomOpensAt"u8, v.WaitingRoomOpensAt)
            .Time("identityOpensAt"u8, v.IdentityOpensAt).Time("expectedEnd"u8, v.ExpectedEnd).Time("startedAt"u8, v.StartedAt);
        w.Begin("clinic"u8).Text("name"u8, v.Clinic.Name).Text("phone"u8, v.Clinic.Phone).WriteEndObject();
        w.Begin("me"u8).Text("kind"u8, v.Me.Kind).Id("participantId"u8, v.Me.ParticipantId?.Value).Text("role"u8, v.Me.Role).WriteEndObject();
        if (v.Clinician is { } clinician)
        {
            w.Begin("clinician"u8).Id("staffId"u8, clinician.StaffId.Value).Text("name"u8, clinician.Name).Text("credentials"u8, clinician.Credentials)
                .Word("status"u8, clinician.Status).WriteEndObject();
        }

        w.WriteStartArray("participants"u8);
        foreach (var person in v.Participants)
        {
            w.WriteStartObject();
            w.Id("participantId"u8, person.ParticipantId.Value).Word("role"u8, person.Role).Word("state"u8, person.State).Text("name"u8, person.Name)
                .Word("presence"u8, person.Presence).WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteCheckIn(Utf8JsonWriter w, CheckInView? checkIn)
    {
        if (checkIn is null) return;
        w.Begin("checkIn"u8).Time("checkedInAt"u8, checkIn.CheckedInAt).Flag("identity"u8, checkIn.Identity).Flag("location"u8, checkIn.Location)
            .Flag("consent"u8, checkIn.Consent).Time("attestedAt"u8, checkIn.AttestedAt).Time("reaffirmDueAt"u8, checkIn.ReaffirmDueAt);
        if (checkIn.Place is { } place)
        {
            w.Begin("place"u8).Text("country"u8, place.Country).Text("state"u8, place.State).Text("city"u8, place.City).Text("line"u8, place.Line)
                .Text("postalCode"u8, place.PostalCode).Text("landmark"u8, place.Landmark).WriteEndObject();
        }

        w.WriteEndObject();
    }

    private static void WriteStanding(Utf8JsonWriter w, VisitView v)
    {
        if (v.Line is { } line) Write(w, line);
        if (v.Hold is { } hold) w.Begin("hold"u8).Time("since"u8, hold.Since).Text("by"u8, hold.By).WriteEndObject();
        if (v.LateNotice is { } late) w.Begin("lateNotice"u8).Time("since"u8, late.Since).WriteEndObject();
        if (v.Claim is { } claim)
        {
            w.Begin("claim"u8).Id("staffId"u8, claim.StaffId.Value).Text("name"u8, claim.Name).Time("until"u8, claim.Until).WriteEndObject();
        }

        if (v.AdmitRequested is { } asked) w.Begin("admitRequested"u8).Time("until"u8, asked.Until).WriteEndObject();
        if (v.Transfer is { } transfer)
        {
            w.Begin("transfer"u8).Id("fromStaffId"u8, transfer.FromStaffId.Value).Id("toStaffId"u8, transfer.ToStaffId.Value).Text("toName"u8, transfer.ToName)
                .Time("offeredAt"u8, transfer.OfferedAt).Text("note"u8, transfer.Note).WriteEndObject();
        }

        w.Begin("safety"u8).Flag("open"u8, v.Safety.Open).Id("concernId"u8, v.Safety.ConcernId?.Value).Flag("acknowledged"u8, v.Safety.Acknowledged)
            .Time("raisedAt"u8, v.Safety.RaisedAt).Flag("staffConnected"u8, v.Safety.StaffConnected).WriteEndObject();
        w.Id("continuedAs"u8, v.ContinuedAs?.Value);
    }

    private static void Write(Utf8JsonWriter w, LineView line)
    {
        w.Begin("line"u8).Number("place"u8, line.Place).Number("ahead"u8, line.Ahead);
        if (line.EstimatedWait is { } wait) w.Begin("estimatedWait"u8).Number("minutes"u8, wait.Minutes).Text("basis"u8, wait.Basis).WriteEndObject();
        w.Time("waitingSince"u8, line.WaitingSince).WriteEndObject();
    }

    private static void WriteForStaff(Utf8JsonWriter w, VisitView v)
    {
        if (v.Patient is { } patient) Write(w, patient);
        if (v.Decision is { } decision) Write(w, decision);
        if (v.Alerts is { } alerts)
        {
            w.WriteStartArray("alerts"u8);
            foreach (var alert in alerts)
            {
                w.WriteStartObject();
                w.Text("code"u8, alert.Code).Time("since"u8, alert.Since).WriteEndObject();
            }

            w.WriteEndArray();
        }

        if (v.Room is { } room) w.Begin("room"u8).Text("videoProvider"u8, room.VideoProvider).WriteEndObject();
        w.Word("noShowOffer"u8, v.NoShowOffer).Number("lastMessageNumber"u8, v.LastMessageNumber);
    }

    private static void Write(Utf8JsonWriter w, PatientView p)
    {
        w.Begin("patient"u8).Id("patientId"u8, p.PatientId.Value).Text("name"u8, p.Name).Date("birthDate"u8, p.BirthDate).Number("age"u8, p.Age).Flag("minor"u8, p.Minor)
            .Word("minorBasis"u8, p.MinorBasis).Id("minorGuardianId"u8, p.MinorGuardianId?.Value);
        if (p.MinorOffered is { } offered) w.Words("minorOffered"u8, offered);
        w.Flag("guardianVerified"u8, p.GuardianVerified).Text("preferredLanguage"u8, p.PreferredLanguage).Text("callbackPhone"u8, p.CallbackPhone)
            .Word("callbackPhoneDeclined"u8, p.CallbackPhoneDeclined);
        if (p.EmergencyContact is { } contact)
        {
            w.Begin("emergencyContact"u8).Text("name"u8, contact.Name).Text("phone"u8, contact.Phone).Text("relationship"u8, contact.Relationship).WriteEndObject();
        }

        w.Word("emergencyContactDeclined"u8, p.EmergencyContactDeclined).Flag("privateSpace"u8, p.PrivateSpace);
        if (p.OthersPresent is { } others)
        {
            w.WriteStartArray("othersPresent"u8);
            foreach (var other in others)
            {
                w.WriteStartObject();
                w.Text("name"u8, other.Name).Text("relationship"u8, other.Relationship).WriteEndObject();
            }

            w.WriteEndArray();
        }

        if (p.Device is { } device)
        {
            w.Begin("device"u8).Text("camera"u8, device.Camera).Text("microphone"u8, device.Microphone).Text("speaker"u8, device.Speaker).WriteEndObject();
        }

        w.Flag("identityConfirmed"u8, p.IdentityConfirmed).Flag("joinedFromAnotherDevice"u8, p.JoinedFromAnotherDevice).Text("checkedInBy"u8, p.CheckedInBy).WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, LicensureDecisionView d)
    {
        w.Begin("decision"u8).Word("verdict"u8, d.Verdict).WriteStartArray("reasons"u8);
        foreach (var reason in d.Reasons)
        {
            w.WriteStartObject();
            w.Text("code"u8, reason.Code).Word("severity"u8, reason.Severity).Text("text"u8, reason.Text);
            if (reason.Remedies is { } remedies) w.Words("remedies"u8, remedies);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.Text("jurisdiction"u8, d.Jurisdiction).Id("authorityId"u8, d.AuthorityId?.Value).WriteStartArray("candidates"u8);
        foreach (var candidate in d.Candidates) w.WriteStringValue(candidate);
        w.WriteEndArray();
        w.Time("decidedAt"u8, d.DecidedAt).Time("validUntil"u8, d.ValidUntil).Text("rulesVersion"u8, d.RulesVersion);
        if (d.Evidence is { } evidence)
        {
            // For staff alone, and small: not worth another writer.
            w.WritePropertyName("evidence"u8);
            JsonSerializer.Serialize(w, evidence, WireJson.Options);
        }

        w.WriteEndObject();
    }
}

/// <summary>Members of an object on the wire; what is null is left out.</summary>
file static class Members
{
    public static Utf8JsonWriter Begin(this Utf8JsonWriter w, ReadOnlySpan<byte> name)
    {
        w.WriteStartObject(name);
        return w;
    }

    public static Utf8JsonWriter Id(this Utf8JsonWriter w, ReadOnlySpan<byte> name, Guid? id)
    {
        if (id is { } set) w.WriteString(name, set);
        return w;
    }

    public static Utf8JsonWriter Time(this Utf8JsonWriter w, ReadOnlySpan<byte> name, Instant? at)
    {
        if (at is not { } set) return w;
        Span<byte> room = stackalloc byte[InstantText.Longest];
        w.WriteString(name, room[..InstantText.Write(set, room)]);
        return w;
    }

    public static Utf8JsonWriter Date(this Utf8JsonWriter w, ReadOnlySpan<byte> name, LocalDate? date)
    {
        if (date is not { } set) return w;
        Span<byte> room = stackalloc byte[InstantText.Longest];
        w.WriteString(name, room[..InstantText.Write(set, room)]);
        return w;
    }

    public static Utf8JsonWriter Text(this Utf8JsonWriter w, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) w.WriteString(name, text);
        return w;
    }

    public static Utf8JsonWriter Number(this Utf8JsonWriter w, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } set) w.WriteNumber(name, set);
        return w;
    }

    public static Utf8JsonWriter Flag(this Utf8JsonWriter w, ReadOnlySpan<byte> name, bool? flag)
    {
        if (flag is { } set) w.WriteBoolean(name, set);
        return w;
    }

    public static void Words<TEnum>(this Utf8JsonWriter w, ReadOnlySpan<byte> name, IReadOnlyList<TEnum> words) where TEnum : struct, Enum
    {
        w.WriteStartArray(name);
        foreach (var word in words) w.WriteStringValue(word.ToString());
        w.WriteEndArray();
    }

    public static Utf8JsonWriter Word<TEnum>(this Utf8JsonWriter w, ReadOnlySpan<byte> name, TEnum? word) where TEnum : struct, Enum =>
        word is { } set ? w.Word(name, set) : w;

    public static Utf8JsonWriter Word<TEnum>(this Utf8JsonWriter w, ReadOnlySpan<byte> name, TEnum word) where TEnum : struct, Enum
    {
        w.WriteString(name, word.ToString());
        return w;
    }
}
