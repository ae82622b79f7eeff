using Npgsql;
using NpgsqlTypes;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>One typed value per name of <see cref="PostgresSql"/>.</summary>
internal static class PostgresParameters
{
    public static NpgsqlBatchCommand Command(GroupedWrite write)
    {
        var sql = PostgresSql.Of(write);
        var command = new NpgsqlBatchCommand(sql.Text);
        foreach (var name in sql.Names)
        {
            command.Parameters.Add(write switch
            {
                VisitWrite visit => OfVisit(visit, name) ?? OfRecords(write, name),
                LookAgainWrite look => OfLook(look, name),
                _ => OfRecords(write, name),
            });
        }

        return command;
    }

    private static NpgsqlParameter OfLook(LookAgainWrite w, string name) => name switch
    {
        "id" => Uuid(w.Visit.Value),
        "from_seq" => Big(w.RecordSeq),
        "next_due_at" => Big(w.At is { } at ? Micros.Of(at) : null),
        _ => throw new InvalidOperationException($"No value is called {name}."),
    };

    private static NpgsqlParameter? OfVisit(VisitWrite w, string name) => name switch
    {
        "id" => Uuid(w.After.Id.Value),
        "stream" => Text(w.Records[0].Stream),
        "from_version" => Big(w.Before.Visit.Version),
        "from_seq" => Big(w.Before.Head.Seq),
        "from_head" => Text(w.Before.Head.Hash),
        "patient_version" => Big(w.Fences.PatientVersion),
        "rules" => Text(w.Fences.RulesVersion),
        "fence_ids" => Array(NpgsqlDbType.Uuid, w.Fences.Clinicians, f => f.Id.Value),
        "fence_versions" => Array(NpgsqlDbType.Bigint, w.Fences.Clinicians, f => f.FactsVersion),
        "u_seq" => Array(NpgsqlDbType.Bigint, w.Uses, u => u.RecordSeq),
        "u_clinician" => Array(NpgsqlDbType.Uuid, w.Uses, u => u.ClinicianId.Value),
        "u_authority" => Array(NpgsqlDbType.Uuid, w.Uses, u => u.AuthorityId.Value),
        "u_first" => Array(NpgsqlDbType.Date, w.Uses, u => u.FirstDay.ToDateOnly()),
        "u_last" => Array(NpgsqlDbType.Date, w.Uses, u => u.LastDay.ToDateOnly()),
        "command_id" => Uuid(w.Command?.CommandId),
        "step" => new NpgsqlParameter<int> { TypedValue = w.Command?.Step ?? 0 },
        "body_hash" => Text(w.Command?.BodyHash),
        "answer" => Text(w.Command?.Outcome),
        "o_id" => Array(NpgsqlDbType.Uuid, w.Effects, e => e.Id),
        "o_kind" => Array(NpgsqlDbType.Text, w.Effects, e => e.Kind),
        "o_payload" => Array(NpgsqlDbType.Text, w.Effects, e => e.Payload),
        "o_due" => Array(NpgsqlDbType.Bigint, w.Effects, e => Micros.Of(e.DueAt)),
        _ => OfRow(w.After, name),
    };

    private static NpgsqlParameter? OfRow(VisitRow v, string name) => name switch
    {
        "version" => Big(v.Version),
        "record_seq" => Big(v.RecordSeq),
        "record_head" => Text(v.RecordHead),
        "last_record_at" => Big(Micros.Of(v.LastRecordAt)),
        "phase" => Text(v.Phase.ToString()),
        "outcome" => Text(v.Outcome?.ToString()),
        "patient_id" => Uuid(v.PatientId.Value),
        "clinician_id" => Uuid(v.ClinicianId?.Value),
        "kind" => Text(v.Kind.ToString()),
        "starts_at" => Big(Micros.Of(v.StartsAt)),
        "planned_end" => Big(Micros.Of(v.PlannedEnd)),
        "zone" => Text(v.Zone),
        "state" => Text(v.State),
        "waiting_since" => Big(v.WaitingSince is { } since ? Micros.Of(since) : null),
        "next_due_at" => Big(v.NextDueAt is { } due ? Micros.Of(due) : null),
        "snapshot" => new NpgsqlParameter<byte[]> { TypedValue = v.Snapshot, NpgsqlDbType = NpgsqlDbType.Bytea },
        "evaluated_seq" => Big(v.EvaluatedSeq),
        _ => null,
    };

    private static NpgsqlParameter OfRecords(GroupedWrite w, string name) => name switch
    {
        "r_stream" => Array(NpgsqlDbType.Text, w.Records, r => r.Stream),
        "r_seq" => Array(NpgsqlDbType.Bigint, w.Records, r => r.Seq),
        "r_at" => Array(NpgsqlDbType.Bigint, w.Records, r => Micros.Of(r.At)),
        "r_code" => Array(NpgsqlDbType.Text, w.Records, r => r.Code),
        "r_visit" => Array(NpgsqlDbType.Uuid, w.Records, r => r.Subject.Visit?.Value),
        "r_patient" => Array(NpgsqlDbType.Uuid, w.Records, r => r.Subject.Patient?.Value),
        "r_actor_kind" => Array(NpgsqlDbType.Text, w.Records, r => r.Actor.Kind.ToString()),
        "r_actor" => Array(NpgsqlDbType.Uuid, w.Records, r => r.Actor.Id),
        "r_participant" => Array(NpgsqlDbType.Uuid, w.Records, r => r.Subject.Participant?.Value),
        "r_staff" => Array(NpgsqlDbType.Uuid, w.Records, r => r.Subject.Staff?.Value),
        "r_refused" => Array(NpgsqlDbType.Boolean, w.Records, r => r.Refused),
        "r_hash" => Array(NpgsqlDbType.Text, w.Records, r => r.Hash),
        "r_bytes" => Array(NpgsqlDbType.Bytea, w.Records, r => r.Bytes.ToArray()),
        "d_hash" => Array(NpgsqlDbType.Text, Sealed(w), r => r.Hash),
        "d_salt" => Array(NpgsqlDbType.Bytea, Sealed(w), r => r.Detail!.Salt.ToArray()),
        "d_plaintext" => Array(NpgsqlDbType.Bytea, Sealed(w), r => r.Detail!.Plaintext.ToArray()),
        _ => throw new InvalidOperationException($"No value is called {name}."),
    };

    private static List<EncodedRecord> Sealed(GroupedWrite w) => [.. w.Records.Where(r => r.Detail is not null)];

    private static NpgsqlParameter Text(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };

    private static NpgsqlParameter Big(long? value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value is { } set ? set : DBNull.Value };

    private static NpgsqlParameter Uuid(Guid? value) => new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = value is { } set ? set : DBNull.Value };

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
