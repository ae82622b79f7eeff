using Npgsql;
using NpgsqlTypes;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>The arrays behind the names of <see cref="PostgresSql"/>: one value per write, record, fence or effect.</summary>
internal static class PostgresParameters
{
    public static NpgsqlBatchCommand OfVisits(PositionalSql sql, IReadOnlyList<VisitWrite> writes)
    {
        var records = RecordsOf(writes);
        return Command(sql, name => OfCondition(writes, name) ?? OfRow(writes, name) ?? OfEffects(writes, name) ?? OfUses(writes, name) ?? OfRecords(records, name) ?? OfSecrets(writes, name));
    }

    public static NpgsqlBatchCommand OfRecords(PositionalSql sql, IReadOnlyList<RecordWrite> writes)
    {
        var records = RecordsOf(writes);
        return Command(sql, name => OfRecords(records, name) ?? OfSecrets(writes, name));
    }

    public static NpgsqlBatchCommand OfLooks(PositionalSql sql, IReadOnlyList<LookAgainWrite> writes) => Command(sql, name => name switch
    {
        "look_visit" => Array(NpgsqlDbType.Uuid, writes, w => w.Visit.Value),
        "look_seq" => Array(NpgsqlDbType.Bigint, writes, w => w.RecordSeq),
        "look_at" => Array(NpgsqlDbType.Bigint, writes, w => MicrosOf(w.At)),
        _ => null,
    });

    public static NpgsqlBatchCommand OfLocks(PositionalSql sql, IReadOnlyList<VisitWrite> evaluated) => Command(sql, name => name switch
    {
        "using" => Array(NpgsqlDbType.Uuid, [.. evaluated.SelectMany(w => w.Uses).Select(u => u.ClinicianId.Value).Distinct().Order()], id => id),
        "clinicians" => Array(NpgsqlDbType.Uuid, [.. evaluated.SelectMany(w => w.Fences.Clinicians).Select(f => f.Id.Value).Distinct().Order()], id => id),
        "starting" => Array(NpgsqlDbType.Uuid, [.. evaluated.Where(w => w.CountsForPatient).Select(w => w.Fences.Patient.Value).Distinct().Order()], id => id),
        "patients" => Array(NpgsqlDbType.Uuid, [.. evaluated.Select(w => w.Fences.Patient.Value).Distinct().Order()], id => id),
        _ => null,
    });

    private static NpgsqlBatchCommand Command(PositionalSql sql, Func<string, NpgsqlParameter?> value)
    {
        var command = new NpgsqlBatchCommand(sql.Text);
        foreach (var name in sql.Names)
        {
            command.Parameters.Add(value(name) ?? throw new InvalidOperationException($"No value is called {name}."));
        }

        return command;
    }

    private static NpgsqlParameter? OfCondition(IReadOnlyList<VisitWrite> writes, string name) => name switch
    {
        "id" => Array(NpgsqlDbType.Uuid, writes, w => w.After.Id.Value),
        "stream" => Array(NpgsqlDbType.Text, writes, w => w.Records[0].Stream),
        "from_version" => Array(NpgsqlDbType.Bigint, writes, w => w.Before.Visit.Version),
        "from_seq" => Array(NpgsqlDbType.Bigint, writes, w => w.Before.Head.Seq),
        "from_head" => Array(NpgsqlDbType.Text, writes, w => w.Before.Head.Hash),
        "patient_version" => Array(NpgsqlDbType.Bigint, writes, w => w.Fences.PatientVersion),
        "rules" => Array(NpgsqlDbType.Text, writes, w => w.Fences.RulesVersion),
        "command_id" => Array(NpgsqlDbType.Uuid, writes, w => w.Command?.CommandId),
        "step" => Array(NpgsqlDbType.Integer, writes, w => w.Command?.Step ?? 0),
        "body_hash" => Array(NpgsqlDbType.Text, writes, w => w.Command?.BodyHash),
        "answer" => Array(NpgsqlDbType.Text, writes, w => w.Command?.Outcome),
        "f_visit" => Array(NpgsqlDbType.Uuid, FencesOf(writes), f => f.Visit),
        "f_clinician" => Array(NpgsqlDbType.Uuid, FencesOf(writes), f => f.Fence.Id.Value),
        "f_version" => Array(NpgsqlDbType.Bigint, FencesOf(writes), f => f.Fence.FactsVersion),
        _ => null,
    };

    private static NpgsqlParameter? OfRow(IReadOnlyList<VisitWrite> writes, string name) => name switch
    {
        "version" => OfRow(NpgsqlDbType.Bigint, writes, v => v.Version),
        "record_seq" => OfRow(NpgsqlDbType.Bigint, writes, v => v.RecordSeq),
        "record_head" => OfRow(NpgsqlDbType.Text, writes, v => v.RecordHead),
        "last_record_at" => OfRow(NpgsqlDbType.Bigint, writes, v => Micros.Of(v.LastRecordAt)),
        "phase" => OfRow(NpgsqlDbType.Text, writes, v => v.Phase.ToString()),
        "outcome" => OfRow(NpgsqlDbType.Text, writes, v => v.Outcome?.ToString()),
        "patient_id" => OfRow(NpgsqlDbType.Uuid, writes, v => v.PatientId.Value),
        "clinician_id" => OfRow(NpgsqlDbType.Uuid, writes, v => v.ClinicianId?.Value),
        "kind" => OfRow(NpgsqlDbType.Text, writes, v => v.Kind.ToString()),
        "starts_at" => OfRow(NpgsqlDbType.Bigint, writes, v => Micros.Of(v.StartsAt)),
        "planned_end" => OfRow(NpgsqlDbType.Bigint, writes, v => Micros.Of(v.PlannedEnd)),
        "zone" => OfRow(NpgsqlDbType.Text, writes, v => v.Zone),
        "state" => OfRow(NpgsqlDbType.Text, writes, v => v.State),
        "waiting_since" => OfRow(NpgsqlDbType.Bigint, writes, v => MicrosOf(v.WaitingSince)),
        "next_due_at" => OfRow(NpgsqlDbType.Bigint, writes, v => MicrosOf(v.NextDueAt)),
        "snapshot" => OfRow(NpgsqlDbType.Bytea, writes, v => v.Snapshot),
        "evaluated_seq" => OfRow(NpgsqlDbType.Bigint, writes, v => v.EvaluatedSeq),
        _ => null,
    };

    private static NpgsqlParameter? OfEffects(IReadOnlyList<VisitWrite> writes, string name) => name switch
    {
        "o_id" => Array(NpgsqlDbType.Uuid, EffectsOf(writes), e => e.Id),
        "o_kind" => Array(NpgsqlDbType.Text, EffectsOf(writes), e => e.Kind),
        "o_visit" => Array(NpgsqlDbType.Uuid, EffectsOf(writes), e => e.VisitId!.Value.Value),
        "o_payload" => Array(NpgsqlDbType.Text, EffectsOf(writes), e => e.Payload),
        "o_created" => Array(NpgsqlDbType.Bigint, EffectsOf(writes), e => Micros.Of(e.CreatedAt)),
        "o_due" => Array(NpgsqlDbType.Bigint, EffectsOf(writes), e => Micros.Of(e.DueAt)),
        _ => null,
    };

    private static NpgsqlParameter? OfUses(IReadOnlyList<VisitWrite> writes, string name) => name switch
    {
        "u_visit" => Array(NpgsqlDbType.Uuid, UsesOf(writes), u => u.VisitId.Value),
        "u_seq" => Array(NpgsqlDbType.Bigint, UsesOf(writes), u => u.RecordSeq),
        "u_clinician" => Array(NpgsqlDbType.Uuid, UsesOf(writes), u => u.ClinicianId.Value),
        "u_authority" => Array(NpgsqlDbType.Uuid, UsesOf(writes), u => u.AuthorityId.Value),
        "u_patient" => Array(NpgsqlDbType.Uuid, UsesOf(writes), u => u.PatientId.Value),
        "u_started" => Array(NpgsqlDbType.Uuid, [.. writes.Where(w => w.CountsForPatient)], w => w.After.PatientId.Value),
        "u_first" => Array(NpgsqlDbType.Date, UsesOf(writes), u => u.FirstDay.ToDateOnly()),
        "u_last" => Array(NpgsqlDbType.Date, UsesOf(writes), u => u.LastDay.ToDateOnly()),
        _ => null,
    };

    private static NpgsqlParameter? OfRecords(IReadOnlyList<EncodedRecord> records, string name) => name switch
    {
        "r_stream" => Array(NpgsqlDbType.Text, records, r => r.Stream),
        "r_seq" => Array(NpgsqlDbType.Bigint, records, r => r.Seq),
        "r_at" => Array(NpgsqlDbType.Bigint, records, r => Micros.Of(r.At)),
        "r_code" => Array(NpgsqlDbType.Text, records, r => r.Code),
        "r_visit" => Array(NpgsqlDbType.Uuid, records, r => r.Subject.Visit?.Value),
        "r_patient" => Array(NpgsqlDbType.Uuid, records, r => r.Subject.Patient?.Value),
        "r_actor_kind" => Array(NpgsqlDbType.Text, records, r => r.Actor.Kind.ToString()),
        "r_actor" => Array(NpgsqlDbType.Uuid, records, r => r.Actor.Id),
        "r_participant" => Array(NpgsqlDbType.Uuid, records, r => r.Subject.Participant?.Value),
        "r_staff" => Array(NpgsqlDbType.Uuid, records, r => r.Subject.Staff?.Value),
        "r_refused" => Array(NpgsqlDbType.Boolean, records, r => r.Refused),
        "r_hash" => Array(NpgsqlDbType.Text, records, r => r.Hash),
        "r_bytes" => Array(NpgsqlDbType.Bytea, records, r => r.Bytes),
        _ => null,
    };

    private static NpgsqlParameter? OfSecrets(IReadOnlyList<GroupedWrite> writes, string name) => name switch
    {
        "d_visit" => Array(NpgsqlDbType.Uuid, SecretsOf(writes), s => s.Write.Order),
        "d_hash" => Array(NpgsqlDbType.Text, SecretsOf(writes), s => s.Secret.Hash),
        "d_key" => Array(NpgsqlDbType.Uuid, SecretsOf(writes), s => s.Secret.KeyId),
        "d_nonce" => Array(NpgsqlDbType.Bytea, SecretsOf(writes), s => s.Secret.Nonce),
        "d_ciphertext" => Array(NpgsqlDbType.Bytea, SecretsOf(writes), s => s.Secret.Ciphertext),
        _ => null,
    };

    private static List<EncodedRecord> RecordsOf(IReadOnlyList<GroupedWrite> writes) => [.. writes.SelectMany(w => w.Records)];

    private static List<(GroupedWrite Write, Details.RecordSecret Secret)> SecretsOf(IReadOnlyList<GroupedWrite> writes) => [.. writes.SelectMany(w => w.Secrets, (w, secret) => (w, secret))];

    private static List<OutboxRow> EffectsOf(IReadOnlyList<VisitWrite> writes) => [.. writes.SelectMany(w => w.Effects)];

    private static List<AuthorityUseRow> UsesOf(IReadOnlyList<VisitWrite> writes) => [.. writes.SelectMany(w => w.Uses)];

    private static List<(Guid Visit, ClinicianFence Fence)> FencesOf(IReadOnlyList<VisitWrite> writes) =>
        [.. writes.SelectMany(w => w.Fences.Clinicians, (w, fence) => (w.After.Id.Value, fence))];

    private static long? MicrosOf(NodaTime.Instant? at) => at is { } set ? Micros.Of(set) : null;

    private static NpgsqlParameter<T[]> OfRow<T>(NpgsqlDbType type, IReadOnlyList<VisitWrite> writes, Func<VisitRow, T> pick) => Array(type, writes, w => pick(w.After));

    private static NpgsqlParameter<T[]> Array<TFrom, T>(NpgsqlDbType type, IReadOnlyList<TFrom> from, Func<TFrom, T> pick)
    {
        var values = new T[from.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pick(from[i]);
        }

        return new() { NpgsqlDbType = NpgsqlDbType.Array | type, TypedValue = values };
    }
}
