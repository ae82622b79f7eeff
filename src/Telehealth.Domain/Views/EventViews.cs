using System.Collections.Frozen;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>The one table of who hears of which event. An event without a row is heard by nobody, and fails a test.</summary>
public static class EventViews
{
    private static readonly FrozenDictionary<Type, Row> Table = new[]
    {
        Of<VisitScheduled>(EventReach.Everyone, e => new(e.Code)),
        Of<VisitRescheduled>(EventReach.Everyone, e => new(e.Code)),
        Of<VisitReassigned>(EventReach.Everyone, e => new(e.Code, StaffId: e.To)),
        Of<WaitingRoomOpened>(EventReach.Everyone, e => new(e.Code)),
        Of<VisitCancelled>(EventReach.Everyone, e => new(e.Code, Word: e.By.ToString())),
        Of<ParticipantInvited>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId, e.StaffId, e.Role.ToString())),
        Of<ParticipantIdentified>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<LocationAttested>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<WeakSignalsTold>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<DeviceLocated>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<LocationConfirmed>(EventReach.Staff, e => new(e.Code, StaffId: e.By, Word: e.Method.ToString())),
        Of<ExemptionChosen>(EventReach.Staff, e => new(e.Code, StaffId: e.By, Word: e.Reason.ToString())),
        Of<ClinicianLocated>(EventReach.Staff, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<AuthorityUsed>(EventReach.Staff, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<LocationReaffirmed>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<ConsentGiven>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<ParticipantCheckedIn>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<CheckInCarried>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<CheckInRefused>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<WaitingRoomLeft>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId, Word: e.Reason.ToString())),
        Of<CallbackRequested>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<MinorBasisRecorded>(EventReach.Staff, e => new(e.Code, e.GuardianId, Word: e.Basis.ToString())),
        Of<ConsentWithdrawn>(EventReach.PatientAndStaff, e => new(e.Code, e.ParticipantId)),
        Of<GuardianIdentityVerified>(EventReach.Staff, e => new(e.Code, e.GuardianId, e.By, e.Method.ToString())),
        Of<IdentityConfirmed>(EventReach.Staff, e => new(e.Code, StaffId: e.By)),
        Of<WrongPersonReported>(EventReach.Staff, e => new(e.Code, e.ParticipantId)),
        Of<ClinicianOpened>(EventReach.Everyone, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<PatientClaimed>(EventReach.PatientAndStaff, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<AdmitRequested>(EventReach.PatientAndStaff, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<ClaimReleased>(EventReach.PatientAndStaff, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<PatientAdmitted>(EventReach.Everyone, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<ParticipantAdmitted>(EventReach.Everyone, e => new(e.Code, e.ParticipantId)),
        Of<ParticipantHeld>(EventReach.Everyone, e => new(e.Code, e.ParticipantId)),
        Of<ParticipantLeft>(EventReach.Everyone, e => new(e.Code, e.ParticipantId)),
        Of<ParticipantReturned>(EventReach.Everyone, e => new(e.Code, e.ParticipantId)),
        Of<ParticipantRemoved>(EventReach.Everyone, e => new(e.Code, e.ParticipantId)),
        Of<ContinuationRenewed>(EventReach.Staff, e => new(e.Code, StaffId: e.ClinicianId)),
        Of<SafetyContinuationUsed>(EventReach.Staff, e => new(e.Code, e.ParticipantId)),
        Of<VisitHeld>(EventReach.Everyone, e => new(e.Code)),
        Of<VisitResumed>(EventReach.Everyone, e => new(e.Code)),
        Of<TransferOffered>(EventReach.Staff, e => new(e.Code, StaffId: e.To)),
        Of<TransferWithdrawn>(EventReach.Staff, e => new(e.Code, StaffId: e.By)),
        Of<TransferAccepted>(EventReach.Everyone, e => new(e.Code, StaffId: e.To)),
        Of<VisitTakenOver>(EventReach.Everyone, e => new(e.Code, StaffId: e.To)),
        Of<VisitRoomReplaced>(EventReach.Everyone, e => new(e.Code)),
        Of<ModalityChanged>(EventReach.Everyone, e => new(e.Code, Word: e.To.ToString())),
        Of<SafetyConcernRaised>(EventReach.PatientAndStaff, e => new(e.Code)),
        Of<SafetyConcernAcknowledged>(EventReach.PatientAndStaff, e => new(e.Code, StaffId: e.By)),
        Of<SafetyConcernResolved>(EventReach.PatientAndStaff, e => new(e.Code, StaffId: e.By)),
        Of<AlertRaised>(EventReach.Staff, e => new(e.Code, Word: AlertCodes.Of(e.Alert))),
        Of<AlertCleared>(EventReach.Staff, e => new(e.Code, Word: AlertCodes.Of(e.Alert))),
        Of<VisitEnded>(EventReach.Everyone, e => new(e.Code, Word: e.Disposition.ToString())),
        Of<NoShowMarked>(EventReach.Everyone, e => new(e.Code, Word: e.Who.ToString())),
        Of<VisitRefused>(EventReach.Everyone, e => new(e.Code)),
        Of<VisitClosedByRule>(EventReach.Everyone, e => new(e.Code, Word: e.Rule.ToString())),
        Of<OutcomeCorrected>(EventReach.Staff, e => new(e.Code, Word: e.To.ToString())),
        Of<VisitContinued>(EventReach.Everyone, e => new(e.Code)),
        Of<PersonalDetailsErased>(EventReach.Staff, e => new(e.Code)),
    }.ToFrozenDictionary(row => row.Event);

    public static IReadOnlyList<EventView> For(IEnumerable<VisitEvent> events, Audience audience) =>
        [.. events.Select(e => Seen(e, audience)).OfType<EventView>()];

    public static bool Knows(Type visitEvent) => Table.ContainsKey(visitEvent);

    private static EventView? Seen(VisitEvent visitEvent, Audience audience)
    {
        if (!Table.TryGetValue(visitEvent.GetType(), out var row)) return null;
        var view = row.View(visitEvent);
        return row.Reach switch
        {
            EventReach.Everyone => view,
            EventReach.PatientAndStaff => audience.Kind is not AudienceKind.Guest || IsAbout(view, audience) ? view : null,
            EventReach.Staff => audience.IsStaff ? view : null,
        };
    }

    private static bool IsAbout(EventView view, Audience guest) => view.ParticipantId is { } person && person == guest.Participant;

    private static Row Of<TEvent>(EventReach reach, Func<TEvent, EventView> view) where TEvent : VisitEvent =>
        new(typeof(TEvent), reach, e => view((TEvent)e));

    private sealed record Row(Type Event, EventReach Reach, Func<VisitEvent, EventView> View);
}
