using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Records;

/// <summary>Commits of any events in any order: the fold is total, so even unlawful histories must read back.</summary>
internal static class Histories
{
    public static (Visit Visit, List<EncodedRecord> Records) Any(int seed)
    {
        var random = new Random(seed);
        var samples = new Samples(seed);
        var people = Enumerable.Range(0, 3).Select(i => new ParticipantId(new Guid(i + 1, 0, 0, new byte[8]))).ToArray();
        var visit = Visit.Unscheduled(Samples.Visit);
        var head = RecordHead.Empty;
        var at = Samples.At;
        var records = new List<EncodedRecord>();

        VisitEvent Next() => samples.AnyEvent() switch
        {
            // Mostly about people who are in the visit.
            ParticipantInvited e => e with { ParticipantId = people[random.Next(3)] },
            ParticipantIdentified e => e with { ParticipantId = people[random.Next(3)] },
            LocationAttested e => e with { ParticipantId = people[random.Next(3)] },
            ConsentGiven e => e with { ParticipantId = people[random.Next(3)] },
            ParticipantCheckedIn e => e with { ParticipantId = people[random.Next(3)] },
            ParticipantAdmitted e => e with { ParticipantId = people[random.Next(3)] },
            ParticipantHeld e => e with { ParticipantId = people[random.Next(3)] },
            WaitingRoomLeft e => e with { ParticipantId = people[random.Next(3)] },
            WrongPersonReported e => e with { ParticipantId = people[random.Next(3)] },
            PatientAdmitted e => e with { ClinicianId = Ask.Clinician },
            var other => other,
        };

        VisitEntry Entry() => random.Next(8) switch
        {
            0 => new EvaluationEntry(Samples.Allowed),
            1 => samples.Grant(full: true),
            2 => new RefusalEntry("HoldVisitRefused", new(RefusalCode.WrongPhase)),
            _ => new EventEntry(Next()),
        };

        var first = new VisitDecision(
        [
            new EventEntry(new VisitScheduled(Samples.Patient, Ask.Clinician, VisitKind.Therapy, at, 50, "America/Denver", null)),
            .. people.Select((id, i) => new EventEntry(new ParticipantInvited(id, (ParticipantRole)i, i == 1 ? Ask.Clinician : null))),
        ]);
        for (var commit = 0; commit < 25; commit++)
        {
            var decision = commit == 0 ? first : new VisitDecision([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Entry())]);
            var done = VisitRecords.Encode(visit, decision, Actor.OfParticipant(people[0]), at, head, () => new byte[32]);
            (visit, head) = (done.After, done.Head);
            records.AddRange(done.Records);
            at += Duration.FromMilliseconds(random.Next(100_000)) + Duration.FromNanoseconds(random.Next(10_000));
        }

        return (visit, records);
    }
}
