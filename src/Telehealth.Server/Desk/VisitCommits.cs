using System.Security.Cryptography;
using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>Turns a decision into what is written: the visit's next row, its records, its fences, the remembered command and the promised effects.</summary>
internal sealed class VisitCommits(VisitStore store, DetailVault vault, DetailKeys keys, OutboxSignal outbox)
{
    public async Task<(CommitResult Result, LoadedVisit After)> CommitAsync(
        LoadedVisit before, VisitRequest request, VisitDecision decision, VisitFacts facts, Instant at)
    {
        // A visit brings its patient's key along; one from before there were keys gets its own now.
        if (before.Patient.Key is null && decision.Events.Any(e => e.Detail is not null))
        {
            before = before with { Patient = before.Patient with { Key = await keys.OfPatientAsync(before.Patient.Id, at, CancellationToken.None) } };
        }

        var (write, after) = Prepare(vault, before, request, decision, facts, at);
        var result = await store.CommitAsync(write);
        if (result is CommitResult.Committed && write.Effects.Count > 0)
        {
            outbox.Wake();
        }

        return (result, after);
    }

    internal static (VisitWrite Write, LoadedVisit After) Prepare(
        DetailVault vault, LoadedVisit before, VisitRequest request, VisitDecision decision, VisitFacts facts, Instant at)
    {
        var commit = VisitRecords.Encode(before.Visit, decision, request.Actor, at, before.Head, static () => RandomNumberGenerator.GetBytes(32));
        var after = before with { Visit = commit.After, Head = commit.Head, LastRecordAt = at, Evaluated = RecordedEvaluation.In(decision, decision.Evaluation, before.Head) ?? before.Evaluated };
        var counts = before.Visit.StartedAt is null && after.Visit.StartedAt is not null && MinorStarts.DaysCounted(before.Patient, facts.Clinic.Rules, at) is not null;
        if (counts) after = after with { Patient = after.Patient with { FactsVersion = after.Patient.FactsVersion + 1 } };
        var write = new VisitWrite(
            before, Row(after, facts), commit.Records, vault.SealAll(commit.Records, before.Patient.Key), FencesOf(before, decision, facts),
            request.Key is { } key ? Remembered(key, before, after, decision, at) : null, VisitPromises.Of(before.Visit, decision, after.Visit, facts.Clinic.Policy, at))
        {
            Uses = UsesOf(before, decision, after),
            CountsForPatient = counts,
        };
        return (write, after);
    }

    private static VisitRow Row(LoadedVisit after, VisitFacts facts)
    {
        var visit = after.Visit;
        return new()
        {
            Id = visit.Id, Version = visit.Version, RecordSeq = after.Head.Seq, RecordHead = after.Head.Hash, LastRecordAt = after.LastRecordAt,
            Phase = visit.Phase, Outcome = visit.Outcome, PatientId = visit.PatientId, ClinicianId = visit.ClinicianId, Kind = visit.Kind,
            StartsAt = visit.StartsAt, PlannedEnd = visit.PlannedEnd, Zone = visit.Zone, State = visit.Attestation?.State,
            WaitingSince = visit.Patient?.WaitingSince, NextDueAt = VisitTimers.NextLook(visit, facts.Clinic.Policy, after.LastRecordAt), Snapshot = VisitSnapshots.Write(visit),
            EvaluatedSeq = after.Evaluated?.Seq,
        };
    }

    /// <summary>Every clinician whose facts an evaluation used; none where nothing was evaluated.</summary>
    private static Fences FencesOf(LoadedVisit before, VisitDecision decision, VisitFacts facts)
    {
        var evaluations = decision.Entries.OfType<EvaluationEntry>().Select(e => e.Decision).ToArray();
        var clinicians = evaluations.SelectMany(e => e.Evidence.Clinicians).Select(c => new ClinicianFence(c.ClinicianId, c.FactsVersion)).Distinct().OrderBy(c => c.Id.Value);
        return new(before.Patient.Id, before.Patient.FactsVersion, evaluations.Length > 0 ? facts.Clinic.RulesVersion : null, [.. clinicians]);
    }

    private static AuthorityUseRow[] UsesOf(LoadedVisit before, VisitDecision decision, LoadedVisit after) =>
    [
        .. decision.Entries.Select((entry, i) => (entry, Seq: before.Head.Seq + 1 + i)).Where(e => e.entry is EventEntry { Event: AuthorityUsed })
            .Select(e => UseOf((AuthorityUsed)((EventEntry)e.entry).Event, e.Seq, after.Visit)),
    ];

    private static AuthorityUseRow UseOf(AuthorityUsed used, long seq, Visit visit) => new()
    {
        VisitId = visit.Id, RecordSeq = seq, ClinicianId = used.ClinicianId, AuthorityId = used.AuthorityId, PatientId = visit.PatientId,
        FirstDay = used.FirstDay, LastDay = used.LastDay,
    };

    private static CommandRow Remembered(CommandKey key, LoadedVisit before, LoadedVisit after, VisitDecision decision, Instant at) => new()
    {
        Stream = VisitRecords.StreamOf(after.Visit.Id), CommandId = key.Id.Value, Step = key.Step, BodyHash = key.BodyHash, Version = after.Visit.Version,
        Outcome = FirstAnswer.Of(decision, before.Head).Write(), At = at,
    };
}
