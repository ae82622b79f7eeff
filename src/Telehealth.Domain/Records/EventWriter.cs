using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Records;

/// <summary>
/// The fields of each event as its record holds them, in this order, for good. <see cref="EventReader"/> is its mirror. A new event is
/// added to both and to the golden file; an event that needs another field becomes a new event.
/// </summary>
internal static class EventWriter
{
    public static void Write(CanonicalWriter w, VisitEvent written)
    {
        switch (written)
        {
            // Scheduling
            case VisitScheduled e:
                w.Field("patientId"u8, e.PatientId.Value).Field("clinicianId"u8, e.ClinicianId?.Value).Field("kind"u8, e.Kind)
                    .Field("startsAt"u8, e.StartsAt).Field("durationMinutes"u8, e.DurationMinutes).Field("zone"u8, e.Zone)
                    .Field("continuesVisit"u8, e.ContinuesVisit?.Value);
                break;
            case VisitRescheduled e: w.Field("startsAt"u8, e.StartsAt).Field("durationMinutes"u8, e.DurationMinutes); break;
            case VisitReassigned e: w.Field("from"u8, e.From?.Value).Field("to"u8, e.To.Value); break;
            case WaitingRoomOpened: break;
            case VisitCancelled e: w.Field("by"u8, e.By).Field("reason"u8, e.Reason).Field("duplicateOf"u8, e.DuplicateOf?.Value); break;
            case ParticipantInvited e: w.Field("participantId"u8, e.ParticipantId.Value).Field("role"u8, e.Role).Field("staffId"u8, e.StaffId?.Value); break;

            // Identity and check-in
            case ParticipantIdentified e: w.Field("participantId"u8, e.ParticipantId.Value).Field("method"u8, e.Method).Field("newDevice"u8, e.NewDevice); break;
            case LocationAttested e:
                w.Field("participantId"u8, e.ParticipantId.Value).Field("sequence"u8, e.Sequence).Field("country"u8, e.Country)
                    .Field("state"u8, e.State).Field("statedBy"u8, e.StatedBy).Field("hasAddress"u8, e.HasAddress);
                break;
            case WeakSignalsTold e:
                w.Field("participantId"u8, e.ParticipantId.Value).Field("ipRegion"u8, e.IpRegion).Field("ipAnonymizer"u8, e.IpAnonymizer).Field("timeZone"u8, e.TimeZone);
                break;
            case DeviceLocated e:
                w.Field("participantId"u8, e.ParticipantId.Value);
                DeviceFields.Write(w, e.Device);
                break;
            case LocationReaffirmed e: w.Field("participantId"u8, e.ParticipantId.Value).Field("statedBy"u8, e.StatedBy); break;
            case ConsentGiven e:
                // Not "version": that is the visit's.
                w.Field("participantId"u8, e.ParticipantId.Value).Field("consentVersion"u8, e.Version).Field("language"u8, e.Language)
                    .Field("state"u8, e.State).Field("textHash"u8, e.TextHash);
                break;
            case ParticipantCheckedIn e:
                w.Field("participantId"u8, e.ParticipantId.Value).Field("source"u8, e.Source);
                Device(w, e.Device);
                w.Field("othersPresent"u8, e.OthersPresent);
                break;
            case CheckInCarried e:
                w.Field("participantId"u8, e.ParticipantId.Value).Field("fromVisit"u8, e.FromVisit.Value).Field("locationStatedAt"u8, e.LocationStatedAt)
                    .Field("source"u8, e.Source);
                Device(w, e.Device);
                if (e.ConsentGivenAt is { } consented) w.Field("consentGivenAt"u8, consented);
                break;
            case CheckInRefused e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case WaitingRoomLeft e: w.Field("participantId"u8, e.ParticipantId.Value).Field("reason"u8, e.Reason); break;
            case CallbackRequested e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case MinorBasisRecorded e: w.Field("basis"u8, e.Basis).Field("guardianId"u8, e.GuardianId?.Value); break;
            case ConsentWithdrawn e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case GuardianIdentityVerified e: w.Field("guardianId"u8, e.GuardianId?.Value).Field("method"u8, e.Method).Field("by"u8, e.By.Value); break;
            case IdentityConfirmed e: w.Field("by"u8, e.By.Value); break;
            case LocationConfirmed e: w.Field("by"u8, e.By.Value).Field("attestationSequence"u8, e.AttestationSequence).Field("method"u8, e.Method); break;
            case ExemptionChosen e:
                w.Field("by"u8, e.By.Value).Field("authorityId"u8, e.AuthorityId.Value).Field("reason"u8, e.Reason).Field("relationship"u8, e.Relationship);
                break;
            case ClinicianLocated e: w.Field("clinicianId"u8, e.ClinicianId.Value).Field("location"u8, e.Location); break;
            case AuthorityUsed e:
                w.Field("clinicianId"u8, e.ClinicianId.Value).Field("authorityId"u8, e.AuthorityId.Value).Field("state"u8, e.State)
                    .Field("firstDay"u8, e.FirstDay).Field("lastDay"u8, e.LastDay);
                break;
            case WrongPersonReported e: w.Field("participantId"u8, e.ParticipantId.Value); break;

            // Admission
            case ClinicianOpened e: w.Field("clinicianId"u8, e.ClinicianId.Value); break;
            case PatientClaimed e:
                w.Field("clinicianId"u8, e.ClinicianId.Value).Field("videoProvider"u8, e.VideoProvider).Field("roomName"u8, e.RoomName).Field("until"u8, e.Until);
                break;
            case AdmitRequested e: w.Field("clinicianId"u8, e.ClinicianId.Value).Field("until"u8, e.Until); break;
            case ClaimReleased e: w.Field("clinicianId"u8, e.ClinicianId.Value).Field("reason"u8, e.Reason); break;
            case PatientAdmitted e:
                w.Field("clinicianId"u8, e.ClinicianId.Value).Field("vendorRoomId"u8, e.VendorRoomId).Field("expectedEnd"u8, e.ExpectedEnd);
                break;
            case ParticipantAdmitted e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case ParticipantHeld e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case ParticipantLeft e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case ParticipantReturned e: w.Field("participantId"u8, e.ParticipantId.Value); break;
            case ParticipantRemoved e: w.Field("participantId"u8, e.ParticipantId.Value); break;

            // In the visit
            case VisitHeld: break;
            case VisitResumed e: w.Field("expectedEnd"u8, e.ExpectedEnd); break;
            case TransferOffered e: w.Field("from"u8, e.From.Value).Field("to"u8, e.To.Value); break;
            case TransferWithdrawn e: w.Field("from"u8, e.From.Value).Field("to"u8, e.To.Value).Field("by"u8, e.By.Value); break;
            case TransferAccepted e: w.Field("from"u8, e.From.Value).Field("to"u8, e.To.Value).Field("expectedEnd"u8, e.ExpectedEnd); break;
            case VisitTakenOver e: w.Field("from"u8, e.From.Value).Field("to"u8, e.To.Value).Field("expectedEnd"u8, e.ExpectedEnd); break;
            case ContinuationRenewed e:
                w.Field("clinicianId"u8, e.ClinicianId.Value).Field("attestationSequence"u8, e.AttestationSequence).Field("state"u8, e.State);
                break;
            case SafetyContinuationUsed e: w.Field("participantId"u8, e.ParticipantId.Value).Field("concernId"u8, e.ConcernId.Value); break;
            case VisitRoomReplaced e:
                w.Field("videoProvider"u8, e.VideoProvider).Field("roomName"u8, e.RoomName).Field("vendorRoomId"u8, e.VendorRoomId);
                break;
            case ModalityChanged e: w.Field("from"u8, e.From).Field("to"u8, e.To).Field("statedAt"u8, e.StatedAt); break;
            case SafetyConcernRaised e: w.Field("concernId"u8, e.ConcernId.Value); break;
            case SafetyConcernAcknowledged e: w.Field("concernId"u8, e.ConcernId.Value).Field("by"u8, e.By.Value); break;
            case SafetyConcernResolved e: w.Field("concernId"u8, e.ConcernId.Value).Field("by"u8, e.By.Value).Field("outcome"u8, e.Outcome); break;
            case AlertRaised e: w.Field("alert"u8, e.Alert); break;
            case AlertCleared e: w.Field("alert"u8, e.Alert); break;

            // Closing
            case VisitEnded e: w.Field("disposition"u8, e.Disposition); break;
            case NoShowMarked e: w.Field("who"u8, e.Who); break;
            case VisitRefused: break;
            case VisitClosedByRule e: w.Field("rule"u8, e.Rule); break;
            case OutcomeCorrected e: w.Field("from"u8, e.From).Field("to"u8, e.To); break;
            case VisitContinued e: w.Field("newVisit"u8, e.NewVisit.Value); break;
            case PersonalDetailsErased: break;

            default: throw new NotSupportedException($"{written.Code} has no record");
        }
    }

    private static void Device(CanonicalWriter w, DeviceCheck? device)
    {
        w.Name("device"u8);
        if (device is null) w.Null();
        else w.BeginObject().Field("camera"u8, device.Camera).Field("microphone"u8, device.Microphone).Field("speaker"u8, device.Speaker).EndObject();
    }
}
