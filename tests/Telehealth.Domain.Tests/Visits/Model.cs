using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>What must hold of any history, written again from product.md and rules.md without looking at the rules' own state.</summary>
internal sealed class Model
{
    private readonly Dictionary<StaffId, HashSet<string>> _licences = new() { [Ada] = ["UT", "ID"], [Ben] = ["UT"], [Cyd] = [] };
    private readonly HashSet<ParticipantId> _admitted = [];
    private readonly HashSet<ParticipantId> _waiting = [];
    private readonly HashSet<ConcernId> _open = [];
    private readonly HashSet<ParticipantId> _invited = [];
    private readonly Dictionary<StaffId, ParticipantId> _as = [];
    private readonly HashSet<StaffId> _chose = [];
    private readonly Dictionary<StaffId, string> _sits = [];
    private readonly HashSet<StaffId> _usedHere = [];
    private DeviceLocation? _device;
    private int _sequence;
    private bool _address;
    private (int Sequence, Instant At)? _confirmed;
    private string? _state;
    private Instant _statedAt;
    private StaffId? _claimedBy;
    private Instant _claimEnds;
    private StaffId? _clinician;
    private bool _patientArrived;
    private bool _started;
    private bool _held;
    private bool _closed;
    private int _version;

    /// <summary>This year's visits on Cyd's exemption, which may be used twice.</summary>
    public int UsedByCyd { get; set; }

    public VisitPhase Phase => _closed ? VisitPhase.Closed : _held ? VisitPhase.OnHold : _started ? VisitPhase.InProgress
        : _waiting.Contains(Patient) ? VisitPhase.Waiting : VisitPhase.Scheduled;

    public void Licence(StaffId clinician, string state, bool held)
    {
        if (held) _licences[clinician].Add(state);
        else _licences[clinician].Remove(state);
    }

    public void Check(Visit before, VisitDecision decision, Visit after, VisitFacts facts, Instant now)
    {
        var wasClosed = _closed;
        var history = before;
        foreach (var entry in decision.Entries)
        {
            if (entry is EventEntry { Event: var happened })
            {
                var from = history.Phase;
                history = history.Apply(happened, now);
                Assert.True(VisitTransitions.Allows(happened, from, history.Phase), $"{happened.Code}: {from} -> {history.Phase}");
                if (wasClosed) Assert.True(happened is OutcomeCorrected or VisitContinued or PersonalDetailsErased or SafetyConcernRaised or SafetyConcernAcknowledged or SafetyConcernResolved or AlertRaised { Alert: VisitAlert.SafetyUnacknowledged });
                CheckEvent(happened, decision, facts, now);
                Learn(happened, now);
            }
            else if (entry is GrantEntry { Terms: var terms })
            {
                CheckGrant(terms, decision, facts, now);
            }
        }

        if (decision.Events.Any()) _version++;
        Assert.Equal(_version, after.Version);
        Assert.Equal(Phase, after.Phase);
        Assert.Equal(_closed, after.Outcome is not null);
        Assert.Equal(_claimedBy, after.Claim?.ClinicianId);
        Assert.Empty(_admitted.Intersect(_waiting));
        Assert.Equal(_admitted.Order(By), after.Participants.Where(p => p.State is ParticipantState.Admitted).Select(p => p.Id).Order(By));
        Assert.Equal(_clinician, after.ClinicianId);
        CheckAnswer(decision);
    }

    private static readonly IComparer<ParticipantId> By = Comparer<ParticipantId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static void CheckAnswer(VisitDecision decision)
    {
        if (decision.Refusal is null) Assert.DoesNotContain(decision.Entries, e => e is RefusalEntry);
        else if (decision.Refusal.Code is RefusalCode.NotFound) Assert.Empty(decision.Entries);
        else Assert.IsType<RefusalEntry>(decision.Entries[^1]);
        if (decision.Refusal is not null) Assert.Null(decision.Grant);
    }

    private void CheckEvent(VisitEvent happened, VisitDecision decision, VisitFacts facts, Instant now)
    {
        switch (happened)
        {
            case PatientAdmitted e:
                Assert.Equal(_claimedBy, e.ClinicianId);
                CheckStart(e.ClinicianId, decision, now);
                break;
            case VisitResumed: CheckAllowed(_clinician!.Value, decision); break;
            case TransferAccepted e: CheckStart(e.To, decision, now); break;
            case VisitTakenOver { ExpectedEnd: not null } e: CheckStart(e.To, decision, now); break;
            case PatientClaimed e: Assert.True(_claimedBy is null || _claimedBy == e.ClinicianId); break;
            case ClaimReleased { Reason: ClaimReleaseReason.Expired or ClaimReleaseReason.AdmitRequestLapsed }: Assert.True(now >= _claimEnds, "a live claim was taken away"); break;
            case NoShowMarked { Who: NoShowWho.Patient } or VisitClosedByRule { Rule: ClosingRule.PatientNoShow }:
                Assert.False(_patientArrived);
                Assert.Empty(_open);
                break;
            case VisitClosedByRule:
                Assert.Empty(_open);
                Assert.True(facts.Presence.People.Count(p => _invited.Contains(p.Key) && p.Value.ConnectedSince is not null) < 2);
                break;
        }
    }

    /// <summary>A start rests on a fresh place and on a licence held there now, whatever the engine said.</summary>
    private void CheckStart(StaffId clinician, VisitDecision decision, Instant now)
    {
        CheckAllowed(clinician, decision);
        CheckCounted(clinician, decision);
        Assert.True(now - _statedAt <= Duration.FromMinutes(30), "started on a stale place");
    }

    private void CheckAllowed(StaffId clinician, VisitDecision decision)
    {
        Assert.Contains(decision.Entries, e => e is EvaluationEntry { Decision: { Verdict: Verdict.Allow } d } && d.ClinicianId == clinician);
        Assert.True(_state is not null && MayTreat(clinician, _state), "allowed out of licence");
        var allowed = decision.Entries.OfType<EvaluationEntry>().Select(e => e.Decision).Last(d => d.Verdict is Verdict.Allow && d.ClinicianId == clinician);
        Assert.True(DeviceAgrees(clinician, allowed.Basis, allowed.DecidedAt), "allowed against the device");
    }

    /// <summary>A licence; or Ben's permit for Idaho, good while he sits in Utah, whose licence it rests on; or Cyd's exemption, chosen and not used up.</summary>
    private bool MayTreat(StaffId clinician, string state) =>
        _licences[clinician].Contains(state)
        || (clinician == Ben && state == "ID" && _licences[Ben].Contains("UT") && _sits.GetValueOrDefault(Ben) is "UT")
        || (clinician == Cyd && state == "UT" && _chose.Contains(Cyd) && UsedByCyd < 2);

    /// <summary>Told freshly (at a start), a device must leave only places where the clinician may treat, or a clinician's word on a full address; unserved places alone are never overridden.</summary>
    private bool DeviceAgrees(StaffId clinician, DecisionBasis basis, Instant at)
    {
        if (_device is not { TooCoarse: false } device || device.Candidates.IsEmpty) return true;
        if (basis is DecisionBasis.Start && at - device.At > Duration.FromMinutes(10)) return true;

        var atShore = device.NearShore && device.Containing is null;
        var others = device.Candidates.Where(c => c != _state && !(atShore && c == "OUTSIDE")).ToList();
        var word = _address && _confirmed is { } confirmed && confirmed.Sequence == _sequence && (basis is DecisionBasis.Continuation || at - confirmed.At <= Duration.FromMinutes(30));
        if (device.Candidates.Contains(_state!)) return word || others.All(o => Served.Contains(o) && MayTreat(clinician, o));
        return word && (atShore || device.Coasts.Any(Served.Contains) || others.Any(Served.Contains));
    }

    private static readonly string[] Served = ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"];

    /// <summary>Who is let in on a limited authority has it counted, once for the visit.</summary>
    private void CheckCounted(StaffId clinician, VisitDecision decision)
    {
        if (clinician == Cyd) Assert.True(_usedHere.Contains(Cyd) || decision.Events.Any(e => e is AuthorityUsed { State: "UT" } u && u.ClinicianId == Cyd), "started uncounted");
    }

    private void CheckGrant(RoomGrantTerms terms, VisitDecision decision, VisitFacts facts, Instant now)
    {
        Assert.Equal(VisitPhase.InProgress, Phase);
        Assert.Contains(terms.ParticipantId, _admitted);
        Assert.True(terms.ExpiresAt > now);
        if (terms.Basis is GrantBasis.SafetyContinuation)
        {
            Assert.True(facts.Clinic.Policy.SafetyContinuationAllowed);
            Assert.NotEmpty(_open);
            Assert.True(terms.Role is ParticipantRole.Patient or ParticipantRole.Clinician);
            return;
        }

        CheckAllowed(terms.Role is ParticipantRole.Clinician ? _as.Single(a => a.Value == terms.ParticipantId).Key : _clinician!.Value, decision);
    }

    private void Learn(VisitEvent happened, Instant now)
    {
        switch (happened)
        {
            case VisitScheduled e: _clinician = e.ClinicianId; break;
            case VisitReassigned e: _clinician = e.To; break;
            case LocationAttested e: (_state, _statedAt, _sequence, _address) = (e.State, now, e.Sequence, e.HasAddress); break;
            case DeviceLocated e: _device = e.Device; break;
            case LocationConfirmed e: _confirmed = (e.AttestationSequence, now); break;
            case ExemptionChosen e: _chose.Add(e.By); break;
            case ClinicianLocated e: _sits[e.ClinicianId] = e.Location; break;
            case AuthorityUsed e: _usedHere.Add(e.ClinicianId); break;
            case LocationReaffirmed: _statedAt = now; break;
            case WrongPersonReported: (_state, _device, _confirmed) = (null, null, null); _chose.Clear(); break;
            case ParticipantCheckedIn e:
                _patientArrived |= e.ParticipantId == Patient;
                if (!_admitted.Contains(e.ParticipantId) && !(_started && e.ParticipantId == Patient)) _waiting.Add(e.ParticipantId);
                break;
            case CheckInRefused: _patientArrived = true; break;
            case WaitingRoomLeft e: _waiting.Remove(e.ParticipantId); break;
            case PatientClaimed e: (_claimedBy, _claimEnds) = (e.ClinicianId, now + Duration.FromMinutes(2)); break;
            case AdmitRequested: _claimEnds = now + Duration.FromMinutes(2); break;
            case ClaimReleased: _claimedBy = null; break;
            case PatientAdmitted e:
                (_started, _claimedBy, _clinician) = (true, null, e.ClinicianId);
                LetIn(Patient);
                LetIn(Of(e.ClinicianId));
                break;
            case ParticipantAdmitted e: LetIn(e.ParticipantId); break;
            case ParticipantReturned e: LetIn(e.ParticipantId); break;
            case ParticipantHeld e: _admitted.Remove(e.ParticipantId); break;
            case ParticipantLeft e: PutOut(e.ParticipantId); break;
            case ParticipantRemoved e: PutOut(e.ParticipantId); break;
            case ParticipantInvited e:
                _invited.Add(e.ParticipantId);
                if (e.StaffId is { } staff) _as[staff] = e.ParticipantId;
                break;
            case VisitHeld: _held = true; break;
            case VisitResumed: _held = false; break;
            case TransferAccepted e: Handed(e.From, e.To); break;
            case VisitTakenOver e: Handed(e.From, e.To); break;
            case SafetyConcernRaised e: _open.Add(e.ConcernId); break;
            case SafetyConcernResolved e: _open.Remove(e.ConcernId); break;
            case VisitEnded or NoShowMarked or VisitRefused or VisitClosedByRule or VisitCancelled: (_closed, _claimedBy) = (true, null); break;
        }
    }

    private ParticipantId Of(StaffId staff) => _as[staff];

    private void Handed(StaffId from, StaffId to)
    {
        (_clinician, _claimedBy) = (to, null);
        if (_as.TryGetValue(from, out var gone)) PutOut(gone);
        if (_started) LetIn(Of(to));
    }

    private void LetIn(ParticipantId person)
    {
        _waiting.Remove(person);
        _admitted.Add(person);
    }

    private void PutOut(ParticipantId person)
    {
        _waiting.Remove(person);
        _admitted.Remove(person);
    }
}
