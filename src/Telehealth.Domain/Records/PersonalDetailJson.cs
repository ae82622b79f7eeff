using System.Text.Json;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>The personal part of an event as canonical JSON: only what is said, in this order.</summary>
public static class PersonalDetailJson
{
    public static byte[] Write(PersonalDetail detail)
    {
        using var writer = new CanonicalWriter();
        Write(writer, detail);
        return writer.Written.ToArray();
    }

    /// <exception cref="RecordFormatException">Not what <see cref="Write(PersonalDetail)"/> writes.</exception>
    public static PersonalDetail Read(ReadOnlyMemory<byte> plaintext)
    {
        try
        {
            using var document = JsonDocument.Parse(plaintext);
            return Read(new FieldReader(document.RootElement));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new RecordFormatException("the detail is not JSON", fault);
        }
    }

    private static void Write(CanonicalWriter w, PersonalDetail d)
    {
        w.BeginObject();
        if (d.Address is { } address)
        {
            w.Name("address"u8).BeginObject().Field("line"u8, address.Line).Field("city"u8, address.City)
                .Field("postalCode"u8, address.PostalCode).EndObject();
        }

        if (d.Landmark is not null) w.Field("landmark"u8, d.Landmark);
        if (d.NearPlace is { } near)
        {
            w.Name("nearPlace"u8).BeginObject().Field("latitudeHundredths"u8, near.LatitudeHundredths).Field("longitudeHundredths"u8, near.LongitudeHundredths).EndObject();
        }

        if (d.CallbackPhone is not null) w.Field("callbackPhone"u8, d.CallbackPhone);
        if (d.CallbackPhoneDeclined is { } noPhone) w.Field("callbackPhoneDeclined"u8, noPhone);
        if (d.EmergencyContact is { } contact)
        {
            w.Name("emergencyContact"u8).BeginObject().Field("name"u8, contact.Name).Field("phone"u8, contact.Phone)
                .Field("relationship"u8, contact.Relationship).EndObject();
        }

        if (d.EmergencyContactDeclined is { } noContact) w.Field("emergencyContactDeclined"u8, noContact);
        if (d.AddressDeclined is { } noAddress) w.Field("addressDeclined"u8, noAddress);
        if (d.OthersPresent is { } others)
        {
            w.Name("othersPresent"u8).BeginArray();
            foreach (var other in others) w.BeginObject().Field("name"u8, other.Name).Field("relationship"u8, other.Relationship).EndObject();
            w.EndArray();
        }

        if (d.PrivateSpace is { } isPrivate) w.Field("privateSpace"u8, isPrivate);
        if (d.GuestName is not null) w.Field("guestName"u8, d.GuestName);
        if (d.Note is not null) w.Field("note"u8, d.Note);
        w.EndObject();
    }

    private static PersonalDetail Read(FieldReader r) => new()
    {
        Address = r.Has("address") ? ReadAddress(r.Object("address")) : null,
        Landmark = Text(r, "landmark"),
        NearPlace = r.Has("nearPlace") ? ReadNear(r.Object("nearPlace")) : null,
        CallbackPhone = Text(r, "callbackPhone"),
        CallbackPhoneDeclined = Declined(r, "callbackPhoneDeclined"),
        EmergencyContact = r.Has("emergencyContact") ? ReadContact(r.Object("emergencyContact")) : null,
        EmergencyContactDeclined = Declined(r, "emergencyContactDeclined"),
        AddressDeclined = Declined(r, "addressDeclined"),
        OthersPresent = r.Has("othersPresent") ? r.Objects("othersPresent", o => new OtherPerson(o.Text("name"), o.Text("relationship"))) : null,
        PrivateSpace = r.Has("privateSpace") ? r.Flag("privateSpace") : null,
        GuestName = Text(r, "guestName"),
        Note = Text(r, "note"),
    };

    private static string? Text(FieldReader r, string name) => r.Has(name) ? r.Text(name) : null;

    private static DeclineReason? Declined(FieldReader r, string name) => r.Has(name) ? r.Enum<DeclineReason>(name) : null;

    private static ApproximatePlace ReadNear(FieldReader r) => new(r.Int("latitudeHundredths"), r.Int("longitudeHundredths"));

    private static PostalAddress ReadAddress(FieldReader r) => new(r.Text("line"), r.Text("city"), r.Text("postalCode"));

    private static EmergencyContact ReadContact(FieldReader r) => new(r.Text("name"), r.Text("phone"), r.Text("relationship"));
}
