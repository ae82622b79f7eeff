using Microsoft.Data.Sqlite;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>The prepared statements of one connection. What follows the conditional change of a visit runs only when it changed a row.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private const string Facts =
        "(SELECT facts_version FROM patients WHERE id = @patient_id) = @patient_version AND (@rules IS NULL OR (SELECT version FROM rule_set) = @rules)";

    private const string Unseen = "NOT EXISTS (SELECT 1 FROM commands WHERE stream = @stream AND command_id = @command_id AND step = @step)";

    private readonly SqliteStatement _begin = new(connection, "BEGIN IMMEDIATE");
    private readonly SqliteStatement _commit = new(connection, "COMMIT");
    private readonly SqliteStatement _rollBack = new(connection, "ROLLBACK");

    private readonly SqliteStatement _update = new(connection,
        $"""
        UPDATE visits SET version = @version, record_seq = @record_seq, record_head = @record_head, last_record_at = @last_record_at, phase = @phase, outcome = @outcome,
            patient_id = @patient_id, clinician_id = @clinician_id, kind = @kind, starts_at = @starts_at, planned_end = @planned_end, zone = @zone, state = @state,
            waiting_since = @waiting_since, next_due_at = @next_due_at, snapshot = @snapshot, evaluated_seq = @evaluated_seq
        WHERE id = @id AND version = @from_version AND record_seq = @from_seq AND record_head = @from_head AND {Facts} AND {Unseen}
        """);

    // SQLite writes every index of every column that is set, changed or not: a visit that stays where it was planned leaves three alone.
    private readonly SqliteStatement _updateAsPlanned = new(connection,
        $"""
        UPDATE visits SET version = @version, record_seq = @record_seq, record_head = @record_head, last_record_at = @last_record_at, phase = @phase, outcome = @outcome,
            state = @state, waiting_since = @waiting_since, next_due_at = @next_due_at, snapshot = @snapshot, evaluated_seq = @evaluated_seq
        WHERE id = @id AND version = @from_version AND record_seq = @from_seq AND record_head = @from_head AND {Facts} AND {Unseen}
        """);

    private readonly SqliteStatement _insert = new(connection,
        $"""
        INSERT INTO visits (id, version, record_seq, record_head, last_record_at, phase, outcome, patient_id, clinician_id, kind, starts_at, planned_end, zone, state,
            waiting_since, next_due_at, snapshot, evaluated_seq)
        SELECT @id, @version, @record_seq, @record_head, @last_record_at, @phase, @outcome, @patient_id, @clinician_id, @kind, @starts_at, @planned_end, @zone, @state,
            @waiting_since, @next_due_at, @snapshot, @evaluated_seq
        WHERE {Facts} AND {Unseen} ON CONFLICT (id) DO NOTHING
        """);

    private readonly SqliteStatement _counted = new(connection, "UPDATE clinicians SET facts_version = facts_version + 1 WHERE staff_id = @id");

    private readonly SqliteStatement _started = new(connection, "UPDATE patients SET facts_version = facts_version + 1 WHERE id = @id");

    private readonly SqliteStatement _used = new(connection,
        """
        INSERT INTO authority_uses (visit_id, record_seq, clinician_id, authority_id, patient_id, first_day, last_day)
        VALUES (@visit_id, @record_seq, @clinician_id, @authority_id, @patient_id, @first_day, @last_day)
        """);

    private readonly SqliteStatement _clinicianHolds = new(connection, "SELECT 1 FROM clinicians WHERE staff_id = @id AND facts_version = @version");
    private readonly SqliteStatement _commandSeen = new(connection, "SELECT 1 FROM commands WHERE stream = @stream AND command_id = @command_id AND step = @step");
    private readonly SqliteStatement _factsHold = new(connection, $"SELECT 1 WHERE {Facts}");

    private readonly SqliteStatement _record = new(connection,
        """
        INSERT INTO records (stream, seq, at, code, visit_id, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes)
        VALUES (@stream, @seq, @at, @code, @visit_id, @patient_id, @actor_kind, @actor_id, @participant_id, @staff_id, @refused, @hash, @bytes)
        """);

    private readonly SqliteStatement _secret = new(connection, "INSERT INTO record_secrets (hash, key_id, nonce, ciphertext) VALUES (@hash, @key_id, @nonce, @ciphertext)");

    private readonly SqliteStatement _command = new(connection,
        "INSERT INTO commands (stream, command_id, step, body_hash, version, outcome, at) VALUES (@stream, @command_id, @step, @body_hash, @version, @answer, @at)");

    private readonly SqliteStatement _lookAgain = new(connection, "UPDATE visits SET next_due_at = @next_due_at WHERE id = @id AND record_seq = @record_seq");

    private readonly SqliteStatement _effect = new(connection,
        "INSERT INTO outbox (id, kind, visit_id, payload, created_at, due_at, state, attempts) VALUES (@id, @kind, @visit_id, @payload, @created_at, @due_at, 'Pending', 0)");

    public void Begin() => _begin.Run();

    public void Commit() => _commit.Run();

    public void RollBack() => _rollBack.Run();

    public CommitResult Run(GroupedWrite write)
    {
        if (write is LookAgainWrite look)
        {
            _lookAgain.Run(("id", look.Visit.Value), ("record_seq", look.RecordSeq), ("next_due_at", MicrosOf(look.At)));
        }

        if (write is VisitWrite visit)
        {
            if (!visit.Fences.Clinicians.All(f => _clinicianHolds.Any(("id", f.Id.Value), ("version", f.FactsVersion))))
            {
                return Seen(visit) ? CommitResult.CommandSeen : CommitResult.FenceClash;
            }

            if ((visit.IsNew ? _insert : StaysAsPlanned(visit) ? _updateAsPlanned : _update).Run([.. Row(visit.After), .. Conditions(visit)]) == 0)
            {
                return Clash(visit);
            }

            Remember(visit);
        }

        foreach (var record in write.Records)
        {
            Append(record);
        }

        foreach (var secret in write.Secrets)
        {
            _secret.Run(("hash", secret.Hash), ("key_id", secret.KeyId), ("nonce", secret.Nonce), ("ciphertext", secret.Ciphertext));
        }

        return CommitResult.Committed;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _begin, _commit, _rollBack, _update, _updateAsPlanned, _insert, _counted, _started, _used, _clinicianHolds, _commandSeen, _factsHold, _record, _secret, _command, _lookAgain, _effect })
        {
            statement.Dispose();
        }
    }

    private static bool StaysAsPlanned(VisitWrite write)
    {
        var (before, after) = (write.Before.Visit, write.After);
        return before.PatientId == after.PatientId && before.ClinicianId == after.ClinicianId && before.Kind == after.Kind
            && before.StartsAt == after.StartsAt && before.PlannedEnd == after.PlannedEnd && before.Zone == after.Zone;
    }

    private bool Seen(VisitWrite visit) => _commandSeen.Any(Command(visit));

    private CommitResult Clash(VisitWrite visit) =>
        Seen(visit) ? CommitResult.CommandSeen : _factsHold.Any(FactsOf(visit)) ? CommitResult.VersionClash : CommitResult.FenceClash;

    private void Remember(VisitWrite visit)
    {
        foreach (var clinician in visit.Uses.Select(u => u.ClinicianId).Distinct()) _counted.Run(("id", clinician.Value));
        if (visit.CountsForPatient) _started.Run(("id", visit.After.PatientId.Value));
        foreach (var use in visit.Uses)
        {
            _used.Run(
                ("visit_id", use.VisitId.Value), ("record_seq", use.RecordSeq), ("clinician_id", use.ClinicianId.Value), ("authority_id", use.AuthorityId.Value),
                ("patient_id", use.PatientId.Value), ("first_day", use.FirstDay.ToDateOnly()), ("last_day", use.LastDay.ToDateOnly()));
        }

        if (visit.Command is { } command)
        {
            _command.Run([.. Command(visit), ("body_hash", command.BodyHash), ("version", command.Version), ("answer", command.Outcome), ("at", Micros.Of(command.At))]);
        }

        foreach (var effect in visit.Effects)
        {
            _effect.Run(
                ("id", effect.Id), ("kind", effect.Kind), ("visit_id", effect.VisitId?.Value), ("payload", effect.Payload),
                ("created_at", Micros.Of(effect.CreatedAt)), ("due_at", Micros.Of(effect.DueAt)));
        }
    }

    private void Append(EncodedRecord record) =>
        _record.Run(
            ("stream", record.Stream), ("seq", record.Seq), ("at", Micros.Of(record.At)), ("code", record.Code), ("visit_id", record.Subject.Visit?.Value), ("patient_id", record.Subject.Patient?.Value),
            ("actor_kind", record.Actor.Kind.ToString()), ("actor_id", record.Actor.Id), ("participant_id", record.Subject.Participant?.Value), ("staff_id", record.Subject.Staff?.Value), ("refused", record.Refused),
            ("hash", record.Hash), ("bytes", record.Bytes));

    private static SqliteValue[] Row(VisitRow v) =>
    [
        ("id", v.Id.Value), ("version", v.Version), ("record_seq", v.RecordSeq), ("record_head", v.RecordHead), ("last_record_at", Micros.Of(v.LastRecordAt)),
        ("phase", v.Phase.ToString()), ("outcome", v.Outcome?.ToString()), ("clinician_id", v.ClinicianId?.Value), ("kind", v.Kind.ToString()),
        ("starts_at", Micros.Of(v.StartsAt)), ("planned_end", Micros.Of(v.PlannedEnd)), ("zone", v.Zone), ("state", v.State),
        ("waiting_since", MicrosOf(v.WaitingSince)), ("next_due_at", MicrosOf(v.NextDueAt)),
        ("snapshot", v.Snapshot), ("evaluated_seq", v.EvaluatedSeq),
    ];

    private static long? MicrosOf(NodaTime.Instant? at) => at is { } set ? Micros.Of(set) : null;

    private static SqliteValue[] Conditions(VisitWrite w) => w.IsNew
        ? [.. FactsOf(w), .. Command(w)]
        : [.. FactsOf(w), .. Command(w), ("from_version", w.Before.Visit.Version), ("from_seq", w.Before.Head.Seq), ("from_head", w.Before.Head.Hash)];

    private static SqliteValue[] FactsOf(VisitWrite w) =>
        [("patient_id", w.After.PatientId.Value), ("patient_version", w.Fences.PatientVersion), ("rules", w.Fences.RulesVersion)];

    private static SqliteValue[] Command(VisitWrite w) =>
        [("stream", w.Records[0].Stream), ("command_id", w.Command?.CommandId), ("step", (long)(w.Command?.Step ?? 0))];
}
