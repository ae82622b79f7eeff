using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>Reads what <see cref="EventWriter"/> wrote.</summary>
internal static class EventReader
{
    /// <returns>Null when no event has this code.</returns>
    public static VisitEvent? Read(string code, FieldReader r) => code switch
    {
        // Scheduling
        nameof(VisitScheduled) => new VisitScheduled(
            new(r.Id("patientId")), Staff(r, "clinicianId"), r.Enum<VisitKind>("kind"), r.Time("startsAt"), r.Int("durationMinutes"), r.Text("zone"),
            VisitIdOrNull(r, "continuesVisit")),
        nameof(VisitRescheduled) => new VisitRescheduled(r.Time("startsAt"), r.Int("durationMinutes")),
        nameof(VisitReassigned) => new VisitReassigned(Staff(r, "from"), new(r.Id("to"))),
        nameof(WaitingRoomOpened) => new WaitingRoomOpened(),
        nameof(VisitCancelled) => new VisitCancelled(r.Enum<CancelledBy>("by"), r.Enum<CancelReason>("reason"), VisitIdOrNull(r, "duplicateOf")),
        nameof(ParticipantInvited) => new ParticipantInvited(Person(r), r.Enum<ParticipantRole>("role"), Staff(r, "staffId")),

        // Identity and check-in
        nameof(ParticipantIdentified) => new ParticipantIdentified(Person(r), r.Enum<IdentityMethod>("method"), r.Flag("newDevice")),
        nameof(LocationAttested) => new LocationAttested(
            Person(r), r.Int("sequence"), r.Text("country"), r.TextOrNull("state"), r.Enum<StatedBy>("statedBy"), r.Flag("hasAddress")),
        nameof(WeakSignalsTold) => new WeakSignalsTold(Person(r), r.TextOrNull("ipRegion"), r.Flag("ipAnonymizer"), r.TextOrNull("timeZone")),
        nameof(DeviceLocated) => new DeviceLocated(Person(r), DeviceFields.Read(r)),
        nameof(LocationConfirmed) => new LocationConfirmed(new(r.Id("by")), r.Int("attestationSequence"), r.Enum<ConfirmationMethod>("method")),
        nameof(ExemptionChosen) => new ExemptionChosen(new(r.Id("by")), new(r.Id("authorityId")), r.Enum<JustificationReason>("reason"), r.Enum<PatientScope>("relationship")),
        nameof(ClinicianLocated) => new ClinicianLocated(Clinician(r), r.Text("location")),
        nameof(AuthorityUsed) => new AuthorityUsed(Clinician(r), new(r.Id("authorityId")), r.Text("state"), r.Date("firstDay"), r.Date("lastDay")),
        nameof(LocationReaffirmed) => new LocationReaffirmed(Person(r), r.Enum<StatedBy>("statedBy")),
        nameof(ConsentGiven) => new ConsentGiven(Person(r), r.Text("consentVersion"), r.Text("language"), r.TextOrNull("state"), r.Text("textHash")),
        nameof(ParticipantCheckedIn) => new ParticipantCheckedIn(
            Person(r), r.Enum<StatedBy>("source"), Device(r.Object("device")), r.Int("othersPresent")),
        nameof(CheckInCarried) => new CheckInCarried(
            Person(r), new(r.Id("fromVisit")), r.Time("locationStatedAt"), r.Enum<StatedBy>("source"), r.IsNull("device") ? null : Device(r.Object("device")))
        {
            ConsentGivenAt = r.Has("consentGivenAt") ? r.Time("consentGivenAt") : null,
        },
        nameof(CheckInRefused) => new CheckInRefused(Person(r)),
        nameof(WaitingRoomLeft) => new WaitingRoomLeft(Person(r), r.Enum<LeaveReason>("reason")),
        nameof(CallbackRequested) => new CallbackRequested(Person(r)),
        nameof(MinorBasisRecorded) => new MinorBasisRecorded(
            r.Enum<MinorBasis>("basis"), r.IdOrNull("guardianId") is { } guardian ? new ParticipantId(guardian) : null),
        nameof(ConsentWithdrawn) => new ConsentWithdrawn(Person(r)),
        nameof(GuardianIdentityVerified) => new GuardianIdentityVerified(
            r.IdOrNull("guardianId") is { } verified ? new ParticipantId(verified) : null, r.Enum<GuardianIdMethod>("method"), new(r.Id("by"))),
        nameof(IdentityConfirmed) => new IdentityConfirmed(new(r.Id("by"))),
        nameof(WrongPersonReported) => new WrongPersonReported(Person(r)),

        // Admission
        nameof(ClinicianOpened) => new ClinicianOpened(Clinician(r)),
        nameof(PatientClaimed) => new PatientClaimed(Clinician(r), r.Text("videoProvider"), r.Text("roomName"), r.Time("until")),
        nameof(AdmitRequested) => new AdmitRequested(Clinician(r), r.Time("until")),
        nameof(ClaimReleased) => new ClaimReleased(Clinician(r), r.Enum<ClaimReleaseReason>("reason")),
        nameof(PatientAdmitted) => new PatientAdmitted(Clinician(r), r.TextOrNull("vendorRoomId"), r.Time("expectedEnd")),
        nameof(ParticipantAdmitted) => new ParticipantAdmitted(Person(r)),
        nameof(ParticipantHeld) => new ParticipantHeld(Person(r)),
        nameof(ParticipantLeft) => new ParticipantLeft(Person(r)),
        nameof(ParticipantReturned) => new ParticipantReturned(Person(r)),
        nameof(ParticipantRemoved) => new ParticipantRemoved(Person(r)),

        // In the visit
        nameof(VisitHeld) => new VisitHeld(),
        nameof(VisitResumed) => new VisitResumed(r.Time("expectedEnd")),
        nameof(TransferOffered) => new TransferOffered(new(r.Id("from")), new(r.Id("to"))),
        nameof(TransferWithdrawn) => new TransferWithdrawn(new(r.Id("from")), new(r.Id("to")), new(r.Id("by"))),
        nameof(TransferAccepted) => new TransferAccepted(new(r.Id("from")), new(r.Id("to")), r.Time("expectedEnd")),
        nameof(VisitTakenOver) => new VisitTakenOver(new(r.Id("from")), new(r.Id("to")), r.TimeOrNull("expectedEnd")),
        nameof(ContinuationRenewed) => new ContinuationRenewed(Clinician(r), r.Int("attestationSequence"), r.Text("state")),
        nameof(SafetyContinuationUsed) => new SafetyContinuationUsed(Person(r), Concern(r)),
        nameof(VisitRoomReplaced) => new VisitRoomReplaced(r.Text("videoProvider"), r.Text("roomName"), r.TextOrNull("vendorRoomId")),
        nameof(ModalityChanged) => new ModalityChanged(r.Enum<Modality>("from"), r.Enum<Modality>("to"), r.TimeOrNull("statedAt")),
        nameof(SafetyConcernRaised) => new SafetyConcernRaised(Concern(r)),
        nameof(SafetyConcernAcknowledged) => new SafetyConcernAcknowledged(Concern(r), new(r.Id("by"))),
        nameof(SafetyConcernResolved) => new SafetyConcernResolved(Concern(r), new(r.Id("by")), r.Enum<SafetyOutcome>("outcome")),
        nameof(AlertRaised) => new AlertRaised(r.Enum<VisitAlert>("alert")),
        nameof(AlertCleared) => new AlertCleared(r.Enum<VisitAlert>("alert")),

        // Closing
        nameof(VisitEnded) => new VisitEnded(r.Enum<Disposition>("disposition")),
        nameof(NoShowMarked) => new NoShowMarked(r.Enum<NoShowWho>("who")),
        nameof(VisitRefused) => new VisitRefused(),
        nameof(VisitClosedByRule) => new VisitClosedByRule(r.Enum<ClosingRule>("rule")),
        nameof(OutcomeCorrected) => new OutcomeCorrected(r.Enum<VisitOutcome>("from"), r.Enum<VisitOutcome>("to")),
        nameof(VisitContinued) => new VisitContinued(new(r.Id("newVisit"))),
        nameof(PersonalDetailsErased) => new PersonalDetailsErased(),

        _ => null,
    };

    private static ParticipantId Person(FieldReader r) => new(r.Id("participantId"));

    private static StaffId Clinician(FieldReader r) => new(r.Id("clinicianId"));

    private static ConcernId Concern(FieldReader r) => new(r.Id("concernId"));

    private static StaffId? Staff(FieldReader r, string name) => r.IdOrNull(name) is { } id ? new StaffId(id) : null;

    private static VisitId? VisitIdOrNull(FieldReader r, string name) => r.IdOrNull(name) is { } id ? new VisitId(id) : null;

    private static DeviceCheck Device(FieldReader r) =>
        new(r.Enum<DeviceState>("camera"), r.Enum<DeviceState>("microphone"), r.Enum<DeviceState>("speaker"));
}
