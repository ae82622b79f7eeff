using System.Collections.Immutable;
using Telehealth.Domain.CheckIn;

namespace Telehealth.Domain.Visits;

/// <summary>
/// What an event says about people. It lives in the detail table; the event's record holds only a salted commitment to it.
/// Every member is optional: an event carries the few that it changes.
/// </summary>
public sealed record PersonalDetail
{
    public PostalAddress? Address { get; init; }
    public string? Landmark { get; init; }

    /// <summary>Where the device was, roughly; only where the clinic keeps it.</summary>
    public ApproximatePlace? NearPlace { get; init; }

    public string? CallbackPhone { get; init; }
    public DeclineReason? CallbackPhoneDeclined { get; init; }
    public EmergencyContact? EmergencyContact { get; init; }
    public DeclineReason? EmergencyContactDeclined { get; init; }
    public DeclineReason? AddressDeclined { get; init; }
    public ImmutableArray<OtherPerson>? OthersPresent { get; init; }
    public bool? PrivateSpace { get; init; }

    /// <summary>The typed name of a guest, where the event is about one.</summary>
    public string? GuestName { get; init; }

    /// <summary>Free text: a transfer note, an end note, a reason.</summary>
    public string? Note { get; init; }
}
