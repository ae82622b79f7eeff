using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The arrival act. A guest sends the device check alone; a guardian or the front desk may send the patient's.</summary>
public sealed record CheckInRequest : CommandBody
{
    private const int MostOthers = 20;
    private const int LongestLine = 200;

    /// <summary>Where the patient is now; needed but for guests.</summary>
    public LocationBody? Location { get; init; }

    /// <summary>Needed but for guests.</summary>
    public ConsentBody? Consent { get; init; }

    /// <summary>Exactly one of this and its decline reason.</summary>
    public string? CallbackPhone { get; init; }

    public DeclineReason? CallbackPhoneDeclined { get; init; }

    /// <summary>Exactly one of this and its decline reason.</summary>
    public EmergencyContact? EmergencyContact { get; init; }

    public DeclineReason? EmergencyContactDeclined { get; init; }
    public DeclineReason? AddressDeclined { get; init; }

    /// <summary>Who else is in the room with the patient.</summary>
    public IReadOnlyList<OtherPerson>? OthersPresent { get; init; }

    /// <summary>False tells the clinician only, silently.</summary>
    public bool? PrivateSpace { get; init; }

    /// <summary>Who answers: on the patient's own session the Patient (also when absent) or a Guardian beside them. What staff send is ByStaff whatever stands here, and nobody else may say so.</summary>
    public StatedBy? StatedBy { get; init; }

    /// <summary>Each <c>ok</c>, <c>denied</c>, <c>missing</c> or <c>failed</c>; a missing camera never blocks.</summary>
    public required DeviceCheck Device { get; init; }

    internal override RefusalView? Check() => Location?.Check() ?? (IsTooLong() ? RefusalView.Of(RefusalCode.TooLarge) : null);

    private bool IsTooLong() =>
        OthersPresent?.Count > MostOthers || OthersPresent?.Any(p => Long(p.Name) || Long(p.Relationship)) is true
        || Long(CallbackPhone) || Long(EmergencyContact?.Name) || Long(EmergencyContact?.Phone) || Long(EmergencyContact?.Relationship);

    private static bool Long(string? text) => text?.Length > LongestLine;
}

internal sealed class CheckInSlice(VisitCommands commands, ConsentTexts texts, IWaitingLines lines, TimeProvider time, IOptions<LicensureOptions> options)
    : ISlice<CheckInRequest, CheckInResult>
{
    public async Task<CheckInResult> HandleAsync(Visitor visitor, CheckInRequest request, CancellationToken cancellation)
    {
        if (IsGuest(visitor, request)) return await RunAsync(visitor, request, new CheckInGuest(visitor.Actor.Participant!.Value, request.Device), cancellation);
        if (request.Location is null || request.Consent is null) return new() { Refusal = RefusalView.Of(RefusalCode.Invalid, "location and consent are needed.") };
        if (request.Consent.Resolve(texts, request.Location.State) is not { } consent) return new() { Refusal = ConsentBody.Unknown };
        return await RunAsync(visitor, request, CommandOf(visitor, request, consent), cancellation);
    }

    private async Task<CheckInResult> RunAsync(Visitor visitor, CheckInRequest request, VisitCommand command, CancellationToken cancellation)
    {
        var (outcome, refusal) = await commands.ExecuteAsync(visitor, request, _ => command, cancellation);
        return CheckInResult.Of(outcome, refusal, lines);
    }

    /// <summary>A guardian who sends no place checks in for themselves.</summary>
    private static bool IsGuest(Visitor visitor, CheckInRequest request) => visitor.Caller.Role switch
    {
        ParticipantRole.SupportPerson or ParticipantRole.Interpreter or ParticipantRole.Observer => true,
        ParticipantRole.Guardian => request.Location is null,
        ParticipantRole.Patient or ParticipantRole.Clinician or null => false,
    };

    private CheckInPatient CommandOf(Visitor visitor, CheckInRequest request, OfferedConsent consent) => new(
        request.Location!.ToStated(visitor, time.Now(), options.Value.KeepCoordinates), consent, request.CallbackPhone, request.CallbackPhoneDeclined, request.EmergencyContact, request.EmergencyContactDeclined,
        request.AddressDeclined, request.OthersPresent?.ToImmutableArray() ?? [], request.PrivateSpace ?? true, Stated.By(visitor, request.StatedBy), request.Device);
}
