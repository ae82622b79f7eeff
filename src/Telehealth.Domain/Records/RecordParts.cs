using System.Collections.Immutable;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>What a record says around its content: its code, its reasons, who did it and whom it is about.</summary>
internal static class RecordParts
{
    public const string Evaluated = "LicensureEvaluated";
    public const string Granted = "RoomGranted";
    public const string RefusedEnding = "Refused";

    public static string CodeOf(VisitEntry entry) => entry switch
    {
        EventEntry e => e.Event.Code,
        EvaluationEntry => Evaluated,
        GrantEntry => Granted,
        RefusalEntry e => e.Command,
        _ => throw new NotSupportedException($"{entry.GetType().Name} has no record"),
    };

    /// <summary>The codes of an evaluation's reasons, worst first; a refusal's own code before those behind it.</summary>
    public static ImmutableArray<string> ReasonsOf(VisitEntry entry) => entry switch
    {
        EvaluationEntry e => Codes(e.Decision),
        RefusalEntry { Refusal: { Decision: { } decision } refusal } => [refusal.Code.ToWire(), .. Codes(decision)],
        RefusalEntry e => [e.Refusal.Code.ToWire()],
        _ => [],
    };

    public static RecordActor Of(Actor actor, Visit? visit) => actor.Kind switch
    {
        ActorKind.Staff => new(actor.Kind, actor.Staff?.Value, RolesOf(actor.Roles)),
        ActorKind.Participant => new(actor.Kind, actor.Participant?.Value, actor.Participant is { } id ? visit?.Find(id)?.Role.ToString() : null),
        ActorKind.System or ActorKind.VideoProvider => new(actor.Kind, null, null),
    };

    public static RecordSubject SubjectOf(VisitEntry entry, VisitId visit, PatientId patient)
    {
        var (participant, staff) = entry switch
        {
            EventEntry e => PeopleOf(e.Event),
            EvaluationEntry e => (null, e.Decision.ClinicianId),
            GrantEntry e => (e.Terms.ParticipantId, null),
            _ => default((ParticipantId?, StaffId?)),
        };
        return new(visit, patient == default ? null : patient, participant, staff);
    }

    private static (ParticipantId?, StaffId?) PeopleOf(VisitEvent happened) => happened switch
    {
        VisitScheduled e => (null, e.ClinicianId),
        VisitReassigned e => (null, e.To),
        ParticipantInvited e => (e.ParticipantId, e.StaffId),
        ParticipantIdentified e => (e.ParticipantId, null),
        LocationAttested e => (e.ParticipantId, null),
        WeakSignalsTold e => (e.ParticipantId, null),
        DeviceLocated e => (e.ParticipantId, null),
        LocationReaffirmed e => (e.ParticipantId, null),
        ClinicianLocated e => (null, e.ClinicianId),
        AuthorityUsed e => (null, e.ClinicianId),
        ConsentGiven e => (e.ParticipantId, null),
        ParticipantCheckedIn e => (e.ParticipantId, null),
        CheckInCarried e => (e.ParticipantId, null),
        CheckInRefused e => (e.ParticipantId, null),
        WaitingRoomLeft e => (e.ParticipantId, null),
        CallbackRequested e => (e.ParticipantId, null),
        MinorBasisRecorded e => (e.GuardianId, null),
        ConsentWithdrawn e => (e.ParticipantId, null),
        GuardianIdentityVerified e => (e.GuardianId, e.By),
        WrongPersonReported e => (e.ParticipantId, null),
        ClinicianOpened e => (null, e.ClinicianId),
        PatientClaimed e => (null, e.ClinicianId),
        AdmitRequested e => (null, e.ClinicianId),
        ClaimReleased e => (null, e.ClinicianId),
        PatientAdmitted e => (null, e.ClinicianId),
        ParticipantAdmitted e => (e.ParticipantId, null),
        ParticipantHeld e => (e.ParticipantId, null),
        ParticipantLeft e => (e.ParticipantId, null),
        ParticipantReturned e => (e.ParticipantId, null),
        ParticipantRemoved e => (e.ParticipantId, null),
        TransferOffered e => (null, e.To),
        TransferWithdrawn e => (null, e.To),
        TransferAccepted e => (null, e.To),
        VisitTakenOver e => (null, e.To),
        ContinuationRenewed e => (null, e.ClinicianId),
        SafetyContinuationUsed e => (e.ParticipantId, null),
        _ => default,
    };

    private static ImmutableArray<string> Codes(Licensure.LicensureDecision decision) =>
        [.. decision.Reasons.Select(r => r.Code.ToWire()).Distinct()];

    private static string? RolesOf(StaffRoles roles) => roles is StaffRoles.None ? null : roles.ToString().Replace(", ", "+", StringComparison.Ordinal);
}
