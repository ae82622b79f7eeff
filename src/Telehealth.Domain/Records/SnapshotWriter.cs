using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>
/// Writes what <see cref="SnapshotJson"/> would, to the byte, without its walk from property to property: a snapshot is written with every commit and read only
/// when a process has not seen the visit yet. A test holds the two together.
/// </summary>
internal static class SnapshotWriter
{
    public static void Write(Utf8JsonWriter w, Visit v)
    {
        w.WriteStartObject();
        w.Id("id"u8, v.Id.Value).Number("version"u8, v.Version).Id("patientId"u8, v.PatientId.Value).Id("clinicianId"u8, v.ClinicianId?.Value)
            .Word("kind"u8, v.Kind).Time("startsAt"u8, v.StartsAt).Number("planned"u8, v.Planned.BclCompatibleTicks).Text("zone"u8, v.Zone)
            .Id("continuesVisit"u8, v.ContinuesVisit?.Value).Id("continuedAs"u8, v.ContinuedAs?.Value).Time("scheduledAt"u8, v.ScheduledAt)
            .Flag("openedEarly"u8, v.OpenedEarly);
        w.WriteStartArray("participants"u8);
        foreach (var person in v.Participants) Write(w, person);
        w.WriteEndArray();
        if (v.Attestation is { } place) Write(w, place);
        w.Number("attestationsStated"u8, v.AttestationsStated);
        WriteEvidence(w, v);
        w.Word("minorBasis"u8, v.MinorBasis).Id("minorGuardianId"u8, v.MinorGuardianId?.Value);
        if (v.GuardianVerification is { } verified)
        {
            w.Begin("guardianVerification"u8).Id("guardianId"u8, verified.GuardianId?.Value).Word("method"u8, verified.Method).Time("at"u8, verified.At).Id("by"u8, verified.By?.Value).WriteEndObject();
        }

        w.Flag("identityConfirmed"u8, v.IdentityConfirmed)
            .Flag("checkInWasRefused"u8, v.CheckInWasRefused).Flag("patientEverWaited"u8, v.PatientEverWaited)
            .Time("patientLeftWaitingAt"u8, v.PatientLeftWaitingAt).Time("callbackRequestedAt"u8, v.CallbackRequestedAt).Time("clinicianOpenedAt"u8, v.ClinicianOpenedAt);
        WriteAdmission(w, v);
        WriteRest(w, v);
        w.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter w, Visit v)
    {
        if (v.Device is { } device) Write(w, device);
        w.Time("movedAt"u8, v.MovedAt);
        if (v.Signals is { } signals)
        {
            w.Begin("signals"u8).Text("ipRegion"u8, signals.IpRegion).Flag("ipAnonymizer"u8, signals.IpAnonymizer).Text("timeZone"u8, signals.TimeZone).WriteEndObject();
        }

        if (v.Confirmation is { } word)
        {
            w.Begin("confirmation"u8).Id("by"u8, word.By.Value).Time("at"u8, word.At).Number("attestationSequence"u8, word.AttestationSequence)
                .Word("method"u8, word.Method).WriteEndObject();
        }

        w.WriteStartArray("exemptions"u8);
        foreach (var choice in v.Exemptions)
        {
            w.WriteStartObject();
            w.Id("authorityId"u8, choice.AuthorityId.Value).Word("reason"u8, choice.Reason).Word("relationship"u8, choice.Relationship)
                .Id("by"u8, choice.By.Value).Time("at"u8, choice.At).WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("clinicianPlaces"u8);
        foreach (var place in v.ClinicianPlaces)
        {
            w.WriteStartObject();
            w.Id("clinicianId"u8, place.ClinicianId.Value).Text("location"u8, place.Location).Time("at"u8, place.At).WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("usedAuthorities"u8);
        foreach (var use in v.UsedAuthorities)
        {
            w.WriteStartObject();
            w.Id("clinicianId"u8, use.ClinicianId.Value).Id("authorityId"u8, use.AuthorityId.Value).Text("state"u8, use.State)
                .Text("firstDay"u8, LocalDatePattern.Iso.Format(use.FirstDay)).Text("lastDay"u8, LocalDatePattern.Iso.Format(use.LastDay)).WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter w, DeviceLocation device)
    {
        w.Begin("device"u8);
        Texts(w, "candidates"u8, device.Candidates);
        w.Text("containing"u8, device.Containing).Word("nearestBorder"u8, device.NearestBorder).Number("accuracyMeters"u8, device.AccuracyMeters)
            .Flag("tooCoarse"u8, device.TooCoarse);
        Texts(w, "zones"u8, device.Zones);
        w.Flag("nearShore"u8, device.NearShore);
        Texts(w, "coasts"u8, device.Coasts);
        w.Text("mapVersion"u8, device.MapVersion).Time("at"u8, device.At).WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter w, ReadOnlySpan<byte> name, ImmutableArray<string> texts)
    {
        w.WriteStartArray(name);
        foreach (var text in texts) w.WriteStringValue(text);
        w.WriteEndArray();
    }

    private static void WriteAdmission(Utf8JsonWriter w, Visit v)
    {
        if (v.Claim is { } claim)
        {
            w.Begin("claim"u8).Id("clinicianId"u8, claim.ClinicianId.Value).Time("at"u8, claim.At).Time("until"u8, claim.Until).WriteEndObject();
        }

        w.Time("admitRequestedUntil"u8, v.AdmitRequestedUntil);
        if (v.Room is { } room)
        {
            w.Begin("room"u8).Text("videoProvider"u8, room.VideoProvider).Text("name"u8, room.Name).Text("vendorRoomId"u8, room.VendorRoomId).WriteEndObject();
        }

        w.Time("startedAt"u8, v.StartedAt).Time("expectedEnd"u8, v.ExpectedEnd).Time("heldSince"u8, v.HeldSince).WriteStartArray("lawfulStarts"u8);
        foreach (var start in v.LawfulStarts)
        {
            w.WriteStartObject();
            w.Id("clinicianId"u8, start.ClinicianId.Value).Number("attestationSequence"u8, start.AttestationSequence).Text("state"u8, start.State)
                .Time("at"u8, start.At).WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void WriteRest(Utf8JsonWriter w, Visit v)
    {
        if (v.Transfer is { } transfer)
        {
            w.Begin("transfer"u8).Id("from"u8, transfer.From.Value).Id("to"u8, transfer.To.Value).Time("offeredAt"u8, transfer.OfferedAt).WriteEndObject();
        }

        w.Word("modality"u8, v.Modality).WriteStartArray("safetyConcerns"u8);
        foreach (var concern in v.SafetyConcerns)
        {
            w.WriteStartObject();
            w.Id("id"u8, concern.Id.Value).Time("raisedAt"u8, concern.RaisedAt).Id("acknowledgedBy"u8, concern.AcknowledgedBy?.Value)
                .Time("acknowledgedAt"u8, concern.AcknowledgedAt).Time("resolvedAt"u8, concern.ResolvedAt).Word("outcome"u8, concern.Outcome).WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartArray("alerts"u8);
        foreach (var alert in v.Alerts)
        {
            w.WriteStartObject();
            w.Word("alert"u8, alert.Alert).Time("at"u8, alert.At).WriteEndObject();
        }

        w.WriteEndArray();
        if (v.Closing is { } closing)
        {
            w.Begin("closing"u8).Word("outcome"u8, closing.Outcome).Word("firstOutcome"u8, closing.FirstOutcome).Time("at"u8, closing.At)
                .Word("disposition"u8, closing.Disposition).Word("cancelledBy"u8, closing.CancelledBy).WriteEndObject();
        }

        Write(w, v.Details);
    }

    private static void Write(Utf8JsonWriter w, Participant p)
    {
        w.WriteStartObject();
        w.Id("id"u8, p.Id.Value).Word("role"u8, p.Role).Word("state"u8, p.State).Id("staffId"u8, p.StaffId?.Value).Time("identifiedAt"u8, p.IdentifiedAt)
            .Time("wrongPersonAt"u8, p.WrongPersonAt).Flag("joinedFromAnotherDevice"u8, p.JoinedFromAnotherDevice);
        if (p.Consent is { } consent)
        {
            w.Begin("consent"u8).Text("version"u8, consent.Version).Text("language"u8, consent.Language).Text("state"u8, consent.State)
                .Text("textHash"u8, consent.TextHash).Time("at"u8, consent.At).WriteEndObject();
        }

        w.Flag("consentWithdrawn"u8, p.ConsentWithdrawn).Time("checkedInAt"u8, p.CheckedInAt).Word("checkInSource"u8, p.CheckInSource);
        if (p.Device is { } device)
        {
            w.Begin("device"u8).Word("camera"u8, device.Camera).Word("microphone"u8, device.Microphone).Word("speaker"u8, device.Speaker).WriteEndObject();
        }

        w.Time("waitingSince"u8, p.WaitingSince).Time("admittedAt"u8, p.AdmittedAt).WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, LocationAttestation place) =>
        w.Begin("attestation"u8).Number("sequence"u8, place.Sequence).Text("country"u8, place.Country).Text("state"u8, place.State)
            .Word("statedBy"u8, place.StatedBy).Time("at"u8, place.At).Flag("hasAddress"u8, place.HasAddress).WriteEndObject();

    private static void Write(Utf8JsonWriter w, VisitDetails d)
    {
        w.Begin("details"u8);
        if (d.Address is { } address)
        {
            w.Begin("address"u8).Text("line"u8, address.Line).Text("city"u8, address.City).Text("postalCode"u8, address.PostalCode).WriteEndObject();
        }

        w.Text("landmark"u8, d.Landmark).Text("callbackPhone"u8, d.CallbackPhone).Word("callbackPhoneDeclined"u8, d.CallbackPhoneDeclined);
        if (d.EmergencyContact is { } contact)
        {
            w.Begin("emergencyContact"u8).Text("name"u8, contact.Name).Text("phone"u8, contact.Phone).Text("relationship"u8, contact.Relationship).WriteEndObject();
        }

        w.Word("emergencyContactDeclined"u8, d.EmergencyContactDeclined).Word("addressDeclined"u8, d.AddressDeclined).WriteStartArray("othersPresent"u8);
        foreach (var other in d.OthersPresent)
        {
            w.WriteStartObject();
            w.Text("name"u8, other.Name).Text("relationship"u8, other.Relationship).WriteEndObject();
        }

        w.WriteEndArray();
        if (d.PrivateSpace is { } isPrivate) w.WriteBoolean("privateSpace"u8, isPrivate);
        w.Begin("guestNames"u8);
        foreach (var (person, name) in d.GuestNames) w.WriteString(person.ToString("D"), name);
        w.WriteEndObject();
        w.Text("transferNote"u8, d.TransferNote).Text("endNote"u8, d.EndNote).WriteEndObject();
    }

    private static Utf8JsonWriter Begin(this Utf8JsonWriter w, ReadOnlySpan<byte> name)
    {
        w.WriteStartObject(name);
        return w;
    }

    private static Utf8JsonWriter Id(this Utf8JsonWriter w, ReadOnlySpan<byte> name, Guid? id)
    {
        if (id is { } set) w.WriteString(name, set);
        return w;
    }

    private static Utf8JsonWriter Time(this Utf8JsonWriter w, ReadOnlySpan<byte> name, Instant? at)
    {
        if (at is { } set) w.WriteNumber(name, set.ToUnixTimeTicks());
        return w;
    }

    private static Utf8JsonWriter Text(this Utf8JsonWriter w, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null) w.WriteString(name, text);
        return w;
    }

    private static Utf8JsonWriter Number(this Utf8JsonWriter w, ReadOnlySpan<byte> name, long number)
    {
        w.WriteNumber(name, number);
        return w;
    }

    private static Utf8JsonWriter Flag(this Utf8JsonWriter w, ReadOnlySpan<byte> name, bool flag)
    {
        w.WriteBoolean(name, flag);
        return w;
    }

    private static Utf8JsonWriter Word<TEnum>(this Utf8JsonWriter w, ReadOnlySpan<byte> name, TEnum? word) where TEnum : struct, Enum =>
        word is { } set ? w.Word(name, set) : w;

    private static Utf8JsonWriter Word<TEnum>(this Utf8JsonWriter w, ReadOnlySpan<byte> name, TEnum word) where TEnum : struct, Enum
    {
        w.WriteString(name, word.ToString());
        return w;
    }
}
