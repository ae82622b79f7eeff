using Telehealth.Domain;
using Telehealth.Domain.LogSearch;

namespace Telehealth.Benchmarks.Search;

/// <summary>One row of the index, and the facets that go with it.</summary>
internal readonly record struct IndexRow(long At, Guid? Visit, Guid? Patient, Guid? Actor, Guid? Staff, int Facet);

/// <summary>
/// Two years of a clinic as its search index holds them, with the skew of real ones: few states hold most patients, few members of staff do most
/// of the work, some codes are half of all records and some are one in a hundred thousand. Rows come in the order of time; the same seed gives the same rows.
/// </summary>
internal sealed class ClinicOfRows(int rows, long first, long last, int seed)
{
    public const int RowsPerVisit = 25;
    private static readonly string[] States = ["UT", "UT", "UT", "UT", "UT", "ID", "ID", "WA", "WA", "OR", "NV", "AZ", "FL"];
    private static readonly string[] Denials = ["LICENSURE_DENIED,STATE_NOT_SERVED", "LICENSURE_DENIED,NO_AUTHORITY", "LICENSURE_DENIED,AUTHORITY_EXPIRED", "LICENSURE_HOLD,ATTESTATION_STALE", "WRONG_PHASE", "PATIENT_AWAY", "VERSION_CONFLICT", "CLINICIAN_BUSY"];

    // Out of a thousand records; who does it: p participant, c clinician, f front desk, a admin, u auditor, s system, v vendor.
    private static readonly (string Code, int Weight, char Who, bool OfVisit)[] Kinds =
    [
        ("VisitScheduled", 30, 'f', true), ("ParticipantInvited", 45, 'f', true), ("VisitRescheduled", 4, 'f', true), ("VisitCancelled", 3, 'f', true), ("ParticipantIdentified", 40, 'p', true),
        ("LocationAttested", 40, 'p', true), ("LocationReaffirmed", 6, 'p', true), ("ConsentGiven", 36, 'p', true), ("ParticipantCheckedIn", 36, 'p', true), ("LicensureEvaluated", 130, 'c', true),
        ("ClinicianOpened", 30, 'c', true), ("PatientClaimed", 30, 'c', true), ("PatientAdmitted", 28, 'c', true), ("RoomGranted", 90, 'p', true), ("AttendanceStarted", 60, 'v', true),
        ("AttendanceEnded", 58, 'v', true), ("ParticipantLeft", 12, 'p', true), ("ParticipantReturned", 10, 'p', true), ("VisitHeld", 2, 'c', true), ("VisitResumed", 2, 'c', true), ("TransferOffered", 1, 'c', true),
        ("SafetyConcernRaised", 1, 'c', true), ("VisitEnded", 27, 'c', true), ("NoShowMarked", 2, 'c', true), ("VisitClosedByRule", 2, 's', true), ("AlertRaised", 8, 's', true), ("AdmitPatientRefused", 6, 'c', true),
        ("CheckInRefused", 3, 'p', true), ("NoticePlanned", 30, 's', true), ("NoticeAdvanced", 60, 's', true), ("VisitRead", 60, 'f', true), ("VisitsListed", 45, 'f', false), ("BoardViewed", 25, 'c', false),
        ("PatientRead", 15, 'f', true), ("TimelineRead", 1, 'u', true), ("LogRead", 2, 'u', false), ("StaffSignedIn", 8, 'c', false), ("SignInRefused", 2, '-', false), ("JoinRefused", 3, '-', false),
        ("AuthorityAdded", 1, 'a', false), ("PatientAdded", 5, 'f', false), ("PatientCorrected", 1, 'f', false),
    ];

    private readonly Dictionary<RecordFacets, int> _numbers = [];
    private readonly List<RecordFacets> _book = [];

    public IReadOnlyList<RecordFacets> Book => _book;

    public IEnumerable<IndexRow> Rows()
    {
        var random = new Random(seed);
        var wheel = Kinds.SelectMany(k => Enumerable.Repeat(k, k.Weight)).ToArray();
        for (var i = 0; i < rows; i++)
        {
            var at = first + (long)((double)(last - first) * i / rows) + random.Next(1000);
            var kind = wheel[random.Next(wheel.Length)];
            // Records of a visit lie near each other; some come weeks before the others.
            var visit = kind.OfVisit ? Math.Max(0, (i / RowsPerVisit) + random.Next(40) - 20) : -1;
            yield return Row(random, at, kind, visit);
        }
    }

    public static Guid Id(char kind, int number)
    {
        var mixed = unchecked((uint)number * 2_654_435_761u);
        return new Guid((int)mixed, (short)(number >> 8), (short)kind, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
    }

    private IndexRow Row(Random random, long at, (string Code, int Weight, char Who, bool OfVisit) kind, int visit)
    {
        var (patients, clinicians) = (Math.Max(50, rows / 150), Math.Clamp(rows / 80_000, 5, 120));
        var patient = visit < 0 ? -1 : Skewed(visit, patients);
        var clinician = visit < 0 ? Skewed(random.Next(), clinicians) : visit % clinicians * (visit % 3 == 0 ? 1 : 0) + (visit % 3 == 0 ? 0 : Skewed(visit, Math.Max(2, clinicians / 4)));
        var refused = kind.Code.EndsWith("Refused", StringComparison.Ordinal) && kind.Code != "CheckInRefused";
        var roll = random.Next(1000);
        var outcome = kind.Code == "LicensureEvaluated" ? roll < 930 ? RecordOutcome.Allowed : roll < 975 ? RecordOutcome.Held : RecordOutcome.Denied : refused ? RecordOutcome.Refused : RecordOutcome.Done;
        var reasons = refused || outcome is RecordOutcome.Held or RecordOutcome.Denied ? Denials[random.Next(Denials.Length)] : "";
        var state = visit < 0 || kind.Code is "VisitScheduled" ? null : visit % 211 == 0 ? "OUTSIDE" : States[visit % States.Length];
        var (actor, actorKind, role) = Actor(random, kind.Who, visit, clinician);
        var area = kind.Code is "VisitRead" or "VisitsListed" or "BoardViewed" or "PatientRead" or "TimelineRead" or "LogRead" ? "reads:reads" : kind.OfVisit ? "visit" : refused ? "door:doors" : "clinic:staff";
        return new(at, visit < 0 ? null : Id('v', visit), patient < 0 ? null : Id('p', patient), actor,
            kind.Code is "LicensureEvaluated" or "PatientAdmitted" or "ClinicianOpened" or "PatientClaimed" or "VisitScheduled" or "AuthorityAdded" ? Id('c', clinician) : null,
            Number(new RecordFacets(kind.Code, outcome, state, actorKind, role, area, reasons)));
    }

    private static (Guid?, ActorKind, string?) Actor(Random random, char who, int visit, int clinician) => who switch
    {
        'p' => (Id('q', (visit * 4) + random.Next(random.Next(10) == 0 ? 4 : 1)), ActorKind.Participant, random.Next(20) == 0 ? "Guardian" : "Patient"),
        'c' => (Id('c', clinician), ActorKind.Staff, clinician % 9 == 0 ? "Clinician+Admin" : "Clinician"),
        'f' => (Id('f', Skewed(random.Next(), 30)), ActorKind.Staff, "FrontDesk"),
        'a' => (Id('a', random.Next(4)), ActorKind.Staff, "Admin"),
        'u' => (Id('u', random.Next(3)), ActorKind.Staff, "Auditor"),
        'v' => (null, ActorKind.VideoProvider, null),
        _ => (null, ActorKind.System, null),
    };

    private int Number(RecordFacets facets)
    {
        if (_numbers.TryGetValue(facets, out var number)) return number;
        _book.Add(facets);
        return _numbers[facets] = _book.Count;
    }

    // A fifth of them has most of it.
    private static int Skewed(int number, int of)
    {
        var mixed = unchecked((uint)number * 2_246_822_519u);
        var share = mixed / (double)uint.MaxValue;
        return Math.Min(of - 1, (int)(of * share * share * share));
    }
}
