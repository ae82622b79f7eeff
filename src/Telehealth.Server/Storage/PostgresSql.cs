namespace Telehealth.Server.Storage;

/// <summary>One statement per command: what it inserts depends on its conditional update, so a clash writes nothing and fails nobody else.</summary>
internal static class PostgresSql
{
    private const string Columns =
        "version, record_seq, record_head, last_record_at, phase, outcome, patient_id, clinician_id, kind, starts_at, planned_end, zone, state, waiting_since, next_due_at, snapshot, evaluated_seq";

    private const string Values =
        "@version, @record_seq, @record_head, @last_record_at, @phase, @outcome, @patient_id, @clinician_id, @kind, @starts_at, @planned_end, @zone, @state, @waiting_since, @next_due_at, @snapshot, @evaluated_seq";

    // Rows of facts that were used are locked until the commit: a change to them waits for us, or we see it.
    private const string LockedFacts =
        """
        facts AS MATERIALIZED (
            SELECT (SELECT count(*) FROM (
                        SELECT 1 FROM clinicians c JOIN unnest(@fence_ids, @fence_versions) AS f(id, version) ON c.staff_id = f.id AND c.facts_version = f.version
                        ORDER BY c.staff_id FOR SHARE OF c) AS held) = cardinality(@fence_ids)
               AND (SELECT version FROM rule_set FOR SHARE) = @rules
               AND (SELECT facts_version FROM patients WHERE id = @patient_id FOR SHARE) = @patient_version AS hold)
        """;

    // Where a limit is used up the clinician's row is ours alone: of two that would take the last one, the second finds other facts.
    private static readonly string ExclusiveFacts = LockedFacts.Replace("FOR SHARE OF c", "FOR NO KEY UPDATE OF c", StringComparison.Ordinal);

    private const string Used =
        """
        counted AS (UPDATE clinicians SET facts_version = facts_version + 1 WHERE staff_id = ANY (@u_clinician) AND EXISTS (SELECT 1 FROM changed)),
        used AS (
            INSERT INTO authority_uses (visit_id, record_seq, clinician_id, authority_id, patient_id, first_day, last_day)
            SELECT @id, u.record_seq, u.clinician_id, u.authority_id, @patient_id, u.first_day, u.last_day
            FROM changed, unnest(@u_seq, @u_clinician, @u_authority, @u_first, @u_last) AS u(record_seq, clinician_id, authority_id, first_day, last_day))
        """;

    private const string PlainFacts =
        "facts AS MATERIALIZED (SELECT (SELECT facts_version FROM patients WHERE id = @patient_id) = @patient_version AS hold)";

    private const string Unseen =
        "NOT EXISTS (SELECT 1 FROM commands WHERE stream = @stream AND command_id = @command_id AND step = @step)";

    private const string Update =
        $"changed AS (UPDATE visits SET ({Columns}) = ROW({Values}) WHERE id = @id AND version = @from_version AND record_seq = @from_seq AND record_head = @from_head AND (SELECT hold FROM facts) AND {Unseen} RETURNING 1)";

    private const string Insert =
        $"changed AS (INSERT INTO visits (id, {Columns}) SELECT @id, {Values} WHERE (SELECT hold FROM facts) AND {Unseen} ON CONFLICT (id) DO NOTHING RETURNING 1)";

    private const string Rest =
        """
        written AS (
            INSERT INTO records (stream, seq, at, code, visit_id, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes)
            SELECT @stream, r.seq, r.at, r.code, @id, r.patient_id, r.actor_kind, r.actor_id, r.participant_id, r.staff_id, r.refused, r.hash, r.bytes
            FROM changed, unnest(@r_seq, @r_at, @r_code, @r_patient, @r_actor_kind, @r_actor, @r_participant, @r_staff, @r_refused, @r_hash, @r_bytes)
                AS r(seq, at, code, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes) ORDER BY r.seq),
        sealed AS (
            INSERT INTO record_details (hash, salt, plaintext)
            SELECT d.hash, d.salt, d.plaintext FROM changed, unnest(@d_hash, @d_salt, @d_plaintext) AS d(hash, salt, plaintext)),
        remembered AS (
            INSERT INTO commands (stream, command_id, step, body_hash, version, outcome, at)
            SELECT @stream, @command_id, @step, @body_hash, @version, @answer, @last_record_at FROM changed WHERE @command_id IS NOT NULL),
        promised AS (
            INSERT INTO outbox (id, kind, visit_id, payload, created_at, due_at, state, attempts)
            SELECT o.id, o.kind, @id, o.payload, @last_record_at, o.due_at, 'Pending', 0
            FROM changed, unnest(@o_id, @o_kind, @o_payload, @o_due) AS o(id, kind, payload, due_at))
        SELECT CASE
            WHEN EXISTS (SELECT 1 FROM changed) THEN 0
            WHEN EXISTS (SELECT 1 FROM commands WHERE stream = @stream AND command_id = @command_id AND step = @step) THEN 3
            WHEN (SELECT hold FROM facts) THEN 1
            ELSE 2 END
        """;

    private const string Append =
        """
        WITH written AS (
            INSERT INTO records (stream, seq, at, code, visit_id, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes)
            SELECT r.* FROM unnest(@r_stream, @r_seq, @r_at, @r_code, @r_visit, @r_patient, @r_actor_kind, @r_actor, @r_participant, @r_staff, @r_refused, @r_hash, @r_bytes) AS r),
        sealed AS (INSERT INTO record_details (hash, salt, plaintext) SELECT d.* FROM unnest(@d_hash, @d_salt, @d_plaintext) AS d)
        SELECT 0
        """;

    private const string LookAgain =
        "WITH moved AS (UPDATE visits SET next_due_at = @next_due_at WHERE id = @id AND record_seq = @from_seq) SELECT 0";

    private static readonly PositionalSql LockedUpdate = new($"WITH {LockedFacts}, {Update}, {Rest}");
    private static readonly PositionalSql UsingUpdate = new($"WITH {ExclusiveFacts}, {Update}, {Used}, {Rest}");
    private static readonly PositionalSql PlainUpdate = new($"WITH {PlainFacts}, {Update}, {Rest}");
    private static readonly PositionalSql LockedInsert = new($"WITH {LockedFacts}, {Insert}, {Rest}");
    private static readonly PositionalSql PlainInsert = new($"WITH {PlainFacts}, {Insert}, {Rest}");
    private static readonly PositionalSql Appended = new(Append);
    private static readonly PositionalSql LookedAgain = new(LookAgain);

    public static PositionalSql Of(GroupedWrite write) => write switch
    {
        VisitWrite { Uses.Count: > 0 } => UsingUpdate,
        VisitWrite { IsNew: true } visit => visit.Fences.RulesVersion is null ? PlainInsert : LockedInsert,
        VisitWrite visit => visit.Fences.RulesVersion is null ? PlainUpdate : LockedUpdate,
        LookAgainWrite => LookedAgain,
        _ => Appended,
    };
}
