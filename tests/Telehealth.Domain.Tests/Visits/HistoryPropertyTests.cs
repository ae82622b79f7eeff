using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Xunit.Abstractions;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class HistoryPropertyTests(ITestOutputHelper output)
{
    /// <summary>HISTORY_STEPS asks for more, such as a million.</summary>
    private static readonly int Histories =
        (int.TryParse(Environment.GetEnvironmentVariable("HISTORY_STEPS"), System.Globalization.CultureInfo.InvariantCulture, out var steps) ? steps : 150_000) / Length;

    private const int Length = 50;

    /// <summary>Needs a closed visit to come from; see ContinuationTests.</summary>
    private static readonly Type[] OnlyInTables = [typeof(CheckInCarried)];

    private static readonly JsonSerializerOptions Canonical = new() { Converters = { new InstantText(), new DurationText() } };

    [Fact]
    public void Every_random_history_keeps_what_must_always_be_true()
    {
        var steps = 0;
        var phases = new int[5];
        var grants = 0;
        var happened = new ConcurrentDictionary<Type, int>();
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Bool, Walk.Any.List[Length]).Sample(
            (booking, stage, exception, walk) =>
            {
                var (reached, granted) = Run(booking, exception, [.. Walk.Opening(stage), .. walk], happened);
                Interlocked.Add(ref steps, walk.Count);
                Interlocked.Increment(ref phases[(int)reached]);
                Interlocked.Add(ref grants, granted);
            },
            iter: Histories, print: t => string.Join("; ", t.Item4.Select(s => $"+{s.Turn} {s.World} {s.Command.Name}")));

        output.WriteLine($"{steps} steps, {grants} grants, ended {string.Join(", ", phases.Select((n, i) => $"{(VisitPhase)i} {n}"))}");
        output.WriteLine("rarest: " + string.Join(", ", happened.OrderBy(h => h.Value).Take(8).Select(h => $"{h.Key.Name} {h.Value}")));
        Assert.True(steps >= Histories * Length);
        Assert.All(phases, n => Assert.True(n > 20, "a phase was hardly reached"));
        Assert.True(grants > 500);
        Assert.Empty(VisitTransitions.Table.Keys.Except(happened.Keys).Except(OnlyInTables).Select(t => t.Name));
    }

    private static (VisitPhase Reached, int Grants) Run(int from, bool exception, List<Step> walk, ConcurrentDictionary<Type, int> happened)
    {
        var now = Start - Duration.FromMinutes(40);
        var visit = Visit.Unscheduled(TheVisit);
        var history = new List<(VisitEvent, Instant)>();
        var model = new Model();
        var grants = 0;
        var facts = new VisitFacts
        {
            Clinic = WiderClinic.Facts(VisitPolicy.Default with { SafetyContinuationAllowed = exception }),
            Patient = new(TheOne, from is 3 ? new(2012, 2, 29) : new(1990, 5, 17), 1),
        };

        foreach (var step in walk.Prepend(new(Duration.Zero, WorldChange.None, FrontDesk, Booking(from))))
        {
            now += step.Turn;
            facts = Change(facts, model, step.World, now);
            var decision = VisitRules.Decide(visit, step.Command, step.Actor, facts, now);
            var after = visit.After(decision, now);
            model.Check(visit, decision, after, facts, now);
            _ = VisitEffects.Of(visit, decision.Events, after);
            Assert.True(VisitTimers.NextLook(after, VisitPolicy.Default, now) is not { } look || look > now);
            history.AddRange(decision.Events.Select(e => (e, now)));
            foreach (var e in decision.Events) happened.AddOrUpdate(e.GetType(), 1, (_, n) => n + 1);
            grants += decision.Grant is null ? 0 : 1;
            visit = after;
        }

        var folded = Visit.Unscheduled(TheVisit).Fold(history) with { Version = visit.Version };
        Assert.Equal(JsonSerializer.Serialize(visit, Canonical), JsonSerializer.Serialize(folded, Canonical));
        return (visit.Phase, grants);
    }

    private static ScheduleVisit Booking(int from) => Schedule(
        from is 0 ? null : Ada,
        new(Guardian, ParticipantRole.Guardian, null, "Gil"), new(Interpreter, ParticipantRole.Interpreter, null, "Ana"));

    private static VisitFacts Change(VisitFacts facts, Model model, WorldChange change, Instant now) => change switch
    {
        WorldChange.None => facts,
        WorldChange.PatientComes => Come(facts, now, Patient),
        WorldChange.PatientGoes => See(facts, new(null, now), Patient),
        WorldChange.AdaComes => Come(facts, now, AdaIn),
        WorldChange.AdaGoes => See(facts, new(null, now), AdaIn),
        WorldChange.GuestComes => Come(facts, now, Interpreter),
        WorldChange.AllGo => See(facts, new(null, now), Patient, AdaIn, BenIn, Interpreter),
        WorldChange.AdaLosesUtah => License(facts, model, Ada, false, "ID"),
        WorldChange.AdaRegains => License(facts, model, Ada, true, "ID"),
        WorldChange.BenLosesUtah => Ours(facts, model, Ben, false, WiderClinic.BenWith()),
        WorldChange.BenRegains => Ours(facts, model, Ben, true, WiderClinic.BenWith("UT")),
        WorldChange.CydIsUsedUp => CydUsed(facts, model, 2),
        WorldChange.CydHasRoom => CydUsed(facts, model, 1),
        WorldChange.Forgetting => facts with { Presence = PresenceFacts.Nobody with { ForgottenBefore = now } },
    };

    private static VisitFacts Come(VisitFacts facts, Instant now, ParticipantId person) =>
        facts.Presence.People.TryGetValue(person, out var seen) && seen.ConnectedSince is not null ? facts : See(facts, new(now, now), person);

    private static VisitFacts See(VisitFacts facts, Seen seen, params ParticipantId[] people) => facts with
    {
        Presence = facts.Presence with { People = facts.Presence.People.SetItems(people.Select(p => KeyValuePair.Create(p, seen))) },
    };

    private static VisitFacts License(VisitFacts facts, Model model, StaffId clinician, bool utah, params string[] others)
    {
        model.Licence(clinician, "UT", utah);
        var changed = Clinician(clinician, [.. utah ? ["UT"] : Array.Empty<string>(), .. others]);
        return facts with { Clinic = facts.Clinic with { Clinicians = facts.Clinic.Clinicians.SetItem(clinician, changed) } };
    }

    private static VisitFacts Ours(VisitFacts facts, Model model, StaffId clinician, bool utah, ClinicianFacts changed)
    {
        model.Licence(clinician, "UT", utah);
        return facts with { Clinic = facts.Clinic with { Clinicians = facts.Clinic.Clinicians.SetItem(clinician, changed) } };
    }

    private static VisitFacts CydUsed(VisitFacts facts, Model model, int visits)
    {
        model.UsedByCyd = visits;
        return facts with { Clinic = facts.Clinic with { Clinicians = facts.Clinic.Clinicians.SetItem(Cyd, WiderClinic.CydWith(visits)) } };
    }

    private sealed class InstantText : JsonConverter<Instant>
    {
        public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeTicks());
    }

    private sealed class DurationText : JsonConverter<Duration>
    {
        public override Duration Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) => writer.WriteNumberValue(value.BclCompatibleTicks);
    }
}
