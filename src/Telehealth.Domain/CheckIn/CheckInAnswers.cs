using Telehealth.Domain.Visits;

namespace Telehealth.Domain.CheckIn;

/// <summary>What the answers of an arrival must look like, and which of them may be left out.</summary>
internal static class CheckInAnswers
{
    private const int MostOthers = 10;

    /// <summary>INVALID for what is malformed, CHECK_IN_INCOMPLETE for what is missing or said both ways, null when all is there.</summary>
    public static RefusalCode? Check(CheckInPatient said) =>
        !IsWellFormed(said) || !IsWellFormed(said.Consent) ? RefusalCode.Invalid
        : !IsComplete(said) ? RefusalCode.CheckInIncomplete
        : null;

    public static bool IsWellFormed(OfferedConsent? consent) =>
        consent is null
        || (Shape.Text(consent.Version, 64) && consent.Version != "current" && Shape.Text(consent.Language, 16)
            && (consent.State is null || Shape.Text(consent.State, 8)) && IsSha256(consent.TextHash));

    public static bool IsWellFormed(DeviceCheck? device) =>
        device is not null && Shape.Known(device.Camera) && Shape.Known(device.Microphone) && Shape.Known(device.Speaker);

    private static bool IsWellFormed(CheckInPatient said) =>
        StatedLocationRules.IsWellFormed(said.Location)
        && (said.CallbackPhone is null || Shape.Phone(said.CallbackPhone))
        && (said.EmergencyContact is null || IsWellFormed(said.EmergencyContact))
        && Shape.KnownOrNone(said.CallbackPhoneDeclined) && Shape.KnownOrNone(said.EmergencyContactDeclined) && Shape.KnownOrNone(said.AddressDeclined)
        && (said.OthersPresent.IsDefault || (said.OthersPresent.Length <= MostOthers && said.OthersPresent.All(IsWellFormed)))
        && Shape.Known(said.StatedBy) && IsWellFormed(said.Device);

    private static bool IsWellFormed(EmergencyContact contact) =>
        Shape.Text(contact.Name, Shape.NameLength) && Shape.Phone(contact.Phone) && Shape.Text(contact.Relationship, Shape.ShortLength);

    private static bool IsWellFormed(OtherPerson? person) =>
        person is not null && Shape.Text(person.Name, Shape.NameLength) && Shape.Text(person.Relationship, Shape.ShortLength);

    private static bool IsComplete(CheckInPatient said) =>
        said.Consent is { Accepted: true }
        && (said.CallbackPhone is null) != (said.CallbackPhoneDeclined is null)
        && (said.EmergencyContact is null) != (said.EmergencyContactDeclined is null);

    private static bool IsSha256(string? hash) => hash is { Length: 64 } && hash.All(char.IsAsciiHexDigitLower);
}
