using System.Diagnostics;
using NodaTime;

namespace Telehealth.Domain.Visits;

/// <summary>State is the fold of its events, and nothing else. Total: no event throws in any state; what may follow what is the rules' to say.</summary>
public static partial class VisitFold
{
    /// <summary>The visit after one event. <see cref="Visit.Version"/> counts commits, not events, and is left alone.</summary>
    public static Visit Apply(this Visit visit, VisitEvent happened, Instant at) => happened switch
    {
        VisitScheduled e => Scheduled(visit, e, at),
        VisitRescheduled e => Rescheduled(visit, e),
        VisitReassigned e => Reassigned(visit, e),
        WaitingRoomOpened => visit with { OpenedEarly = true },
        VisitCancelled e => Close(visit, VisitOutcome.Cancelled, at, by: e.By),
        ParticipantInvited e => Invited(visit, e),

        ParticipantIdentified e => Identified(visit, e, at),
        LocationAttested e => Attested(visit, e, at),
        DeviceLocated e => DeviceFound(visit, e, at),
        WeakSignalsTold e => visit with { Signals = new(e.IpRegion, e.IpAnonymizer, e.TimeZone) },
        LocationReaffirmed e => Reaffirmed(visit, e, at),
        LocationConfirmed e => visit with { Confirmation = new(e.By, at, e.AttestationSequence, e.Method) },
        ExemptionChosen e => visit with
        {
            Exemptions = [.. visit.Exemptions.Where(x => x.By != e.By), new(e.AuthorityId, e.Reason, e.Relationship, e.By, at)],
        },
        ClinicianLocated e => visit with { ClinicianPlaces = [.. visit.ClinicianPlaces.Where(p => p.ClinicianId != e.ClinicianId), new(e.ClinicianId, e.Location, at)] },
        AuthorityUsed e => visit with { UsedAuthorities = visit.UsedAuthorities.Add(new(e.ClinicianId, e.AuthorityId, e.State, e.FirstDay, e.LastDay)) },
        ConsentGiven e => Consented(visit, e, at),
        ConsentWithdrawn e => Withdrawn(visit, e),
        ParticipantCheckedIn e => CheckedIn(visit, e, at),
        CheckInCarried e => Carried(visit, e, at),
        CheckInRefused e => visit with { CheckInWasRefused = true, Details = visit.Details.Answered(e.Detail) },
        WaitingRoomLeft e => LeftWaiting(visit, e, at),
        CallbackRequested => visit with { CallbackRequestedAt = at },
        MinorBasisRecorded e => visit with { MinorBasis = e.Basis, MinorGuardianId = e.GuardianId },
        GuardianIdentityVerified e => visit with { GuardianVerification = new(e.GuardianId, e.Method, at, e.By) },
        IdentityConfirmed => visit with { IdentityConfirmed = true },
        WrongPersonReported e => WrongPerson(visit, e, at),

        ClinicianOpened => visit with { ClinicianOpenedAt = visit.ClinicianOpenedAt ?? at },
        PatientClaimed e => visit with { Claim = new(e.ClinicianId, at, e.Until), AdmitRequestedUntil = null, Room = new(e.VideoProvider, e.RoomName, null) },
        AdmitRequested e => visit with { AdmitRequestedUntil = e.Until, Claim = visit.Claim is null ? null : visit.Claim with { Until = e.Until } },
        ClaimReleased => visit with { Claim = null, AdmitRequestedUntil = null, Room = null },
        PatientAdmitted e => Admitted(visit, e, at),
        ParticipantAdmitted e => ParticipantLetIn(visit, e, at),
        ParticipantHeld e => visit.With(e.ParticipantId, p => p with { State = ParticipantState.Held }),
        ParticipantLeft e => visit.With(e.ParticipantId, p => p with { State = ParticipantState.Left, WaitingSince = null }),
        ParticipantReturned e => visit.With(e.ParticipantId, p => p with { State = ParticipantState.Admitted }),
        ParticipantRemoved e => visit.With(e.ParticipantId, p => p with { State = ParticipantState.Removed, WaitingSince = null }),

        VisitHeld => visit with { HeldSince = at },
        VisitResumed e => (visit with { HeldSince = null, ExpectedEnd = e.ExpectedEnd }).Without(VisitAlert.HoldNudge, VisitAlert.HoldFrontDesk),
        TransferOffered e => visit with { Transfer = new(e.From, e.To, at), Details = visit.Details with { TransferNote = e.Detail?.Note } },
        TransferWithdrawn => visit with { Transfer = null, Details = visit.Details with { TransferNote = null } },
        TransferAccepted e => HandedOver(visit, e.From, e.To, e.ExpectedEnd, at),
        VisitTakenOver e => HandedOver(visit, e.From, e.To, e.ExpectedEnd, at),
        ContinuationRenewed e => visit.Started(new(e.ClinicianId, e.AttestationSequence, e.State, at)),
        SafetyContinuationUsed => visit,
        VisitRoomReplaced e => (visit with { Room = new(e.VideoProvider, e.RoomName, e.VendorRoomId) }).Without(VisitAlert.VideoLost),
        ModalityChanged e => visit with { Modality = e.To },

        SafetyConcernRaised e => ConcernRaised(visit, e, at),
        SafetyConcernAcknowledged e => ConcernAcknowledged(visit, e, at),
        SafetyConcernResolved e => ConcernResolved(visit, e, at),
        AlertRaised e => visit with { Alerts = [.. visit.Alerts.Where(a => a.Alert != e.Alert), new(e.Alert, at)] },
        AlertCleared e => visit.Without(e.Alert),

        VisitEnded e => Close(visit, VisitOutcome.Completed, at, e.Disposition) with { Details = visit.Details with { EndNote = e.Detail?.Note } },
        NoShowMarked e => Close(visit, OutcomeOf(e.Who), at),
        VisitRefused => Close(visit, VisitOutcome.Refused, at),
        VisitClosedByRule e => Close(visit, OutcomeOf(e.Rule), at),
        OutcomeCorrected e => visit with { Closing = visit.Closing is null ? null : visit.Closing with { Outcome = e.To } },
        VisitContinued e => visit with { ContinuedAs = e.NewVisit },
        PersonalDetailsErased => visit with { Details = VisitDetails.None },
        _ => throw new UnreachableException($"No fold for {happened.Code}."),
    };

    public static Visit Fold(this Visit visit, IEnumerable<(VisitEvent Event, Instant At)> history) =>
        history.Aggregate(visit, (state, entry) => state.Apply(entry.Event, entry.At));

    /// <summary>What a commit of this decision leaves: its events applied, and one more version if there were any.</summary>
    public static Visit After(this Visit visit, VisitDecision decision, Instant at)
    {
        var events = decision.Events.ToList();
        return events.Count == 0 ? visit : visit.Fold(events.Select(e => (e, at))) with { Version = visit.Version + 1 };
    }

    private static Visit Close(Visit visit, VisitOutcome outcome, Instant at, Disposition? disposition = null, CancelledBy? by = null) =>
        visit.Closing is not null ? visit : visit with
        {
            Closing = new(outcome, outcome, at, disposition, by),
            Claim = null, AdmitRequestedUntil = null, Transfer = null, HeldSince = null,
        };

    private static VisitOutcome OutcomeOf(NoShowWho who) => who switch
    {
        NoShowWho.Patient => VisitOutcome.PatientNoShow,
        NoShowWho.Clinic => VisitOutcome.ClinicNoShow,
    };

    private static VisitOutcome OutcomeOf(ClosingRule rule) => rule switch
    {
        ClosingRule.PatientNoShow => VisitOutcome.PatientNoShow,
        ClosingRule.ClinicNoShow => VisitOutcome.ClinicNoShow,
        ClosingRule.LeftUnseen => VisitOutcome.LeftUnseen,
        ClosingRule.Abandoned => VisitOutcome.Abandoned,
        ClosingRule.RefusedOnly => VisitOutcome.Refused,
    };

    /// <summary>Changes one participant; nothing when there is no such one.</summary>
    private static Visit With(this Visit visit, ParticipantId id, Func<Participant, Participant> change)
    {
        var at = visit.Participants.FindIndex(p => p.Id == id);
        return at < 0 ? visit : visit with { Participants = visit.Participants.SetItem(at, change(visit.Participants[at])) };
    }

    private static int FindIndex(this System.Collections.Immutable.ImmutableArray<Participant> people, Predicate<Participant> match)
    {
        for (var i = 0; i < people.Length; i++)
        {
            if (match(people[i])) return i;
        }

        return -1;
    }

    private static Visit Without(this Visit visit, params ReadOnlySpan<VisitAlert> alerts)
    {
        var left = visit.Alerts;
        foreach (var alert in alerts) left = left.RemoveAll(a => a.Alert == alert);
        return left.Length == visit.Alerts.Length ? visit : visit with { Alerts = left };
    }

    private static Visit Started(this Visit visit, LawfulStart start) =>
        (visit with { LawfulStarts = [.. visit.LawfulStarts.Where(s => s.ClinicianId != start.ClinicianId), start] })
        .Without(VisitAlert.ContinuationDenied);

    private static LawfulStart StartNow(this Visit visit, StaffId clinician, Instant at) =>
        new(clinician, visit.Attestation?.Sequence ?? 0, visit.Attestation?.State ?? "", at);

    private static VisitDetails Answered(this VisitDetails details, PersonalDetail? said) => said is null ? details : details with
    {
        CallbackPhone = said.CallbackPhone,
        CallbackPhoneDeclined = said.CallbackPhoneDeclined,
        EmergencyContact = said.EmergencyContact,
        EmergencyContactDeclined = said.EmergencyContactDeclined,
        AddressDeclined = said.AddressDeclined,
        OthersPresent = said.OthersPresent ?? [],
        PrivateSpace = said.PrivateSpace,
    };
}
