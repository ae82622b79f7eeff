namespace Telehealth.Server.Storage;

/// <summary>
/// One statement for all writes of a kind in a group, a row of arrays each: what a write inserts depends on its own row of the conditional change, so a
/// clash writes nothing and fails nobody else. Setting up a statement costs PostgreSQL more than a row of it.
/// </summary>
internal static class PostgresSql
{
    private const string Columns =
        "version, record_seq, record_head, last_record_at, phase, outcome, patient_id, clinician_id, kind, starts_at, planned_end, zone, state, waiting_since, next_due_at, snapshot, evaluated_seq";

    private const string Values =
        "w.version, w.record_seq, w.record_head, w.last_record_at, w.phase, w.outcome, w.patient_id, w.clinician_id, w.kind, w.starts_at, w.planned_end, w.zone, w.state, w.waiting_since, w.next_due_at, w.snapshot, w.evaluated_seq";

    private const string RecordColumns = "stream, seq, at, code, visit_id, patient_id, actor_kind, actor_id, participant_id, staff_id, refused, hash, bytes";

    private const string RecordArrays =
        "unnest(@r_stream, @r_seq, @r_at, @r_code, @r_visit, @r_patient, @r_actor_kind, @r_actor, @r_participant, @r_staff, @r_refused, @r_hash, @r_bytes)";

    // Each write with whether its facts hold and whether its command is known. EXISTS would say the latter as well, but PostgreSQL may then read the whole
    // table of commands into a hash table for every group, and does when it planned while that was small; a value can only be looked up by the key.
    private const string Asked =
        $"""
        asked AS MATERIALIZED (
            SELECT * FROM unnest(@id, @stream, @from_version, @from_seq, @from_head, @patient_version, @rules, @command_id, @step, @body_hash, @answer,
                @version, @record_seq, @record_head, @last_record_at, @phase, @outcome, @patient_id, @clinician_id, @kind, @starts_at, @planned_end, @zone, @state,
                @waiting_since, @next_due_at, @snapshot, @evaluated_seq) WITH ORDINALITY
                AS a(id, stream, from_version, from_seq, from_head, patient_version, rules, command_id, step, body_hash, answer, {Columns}, nth)),
        stale AS MATERIALIZED (
            SELECT f.visit FROM unnest(@f_visit, @f_clinician, @f_version) AS f(visit, clinician, version)
            WHERE (SELECT facts_version FROM clinicians WHERE staff_id = f.clinician) IS DISTINCT FROM f.version),
        w AS MATERIALIZED (
            SELECT a.*,
                (SELECT facts_version FROM patients WHERE id = a.patient_id) IS NOT DISTINCT FROM a.patient_version
                    AND (a.rules IS NULL OR a.rules IS NOT DISTINCT FROM (SELECT version FROM rule_set)) AND (a.id IN (SELECT visit FROM stale)) IS FALSE AS hold,
                (SELECT true FROM commands c WHERE c.stream = a.stream AND c.command_id = a.command_id AND c.step = a.step) IS TRUE AS seen
            FROM asked a)
        """;

    private const string Update =
        $"""
        changed AS (
            UPDATE visits v SET ({Columns}) = ROW({Values}) FROM w
            WHERE v.id = w.id AND v.version = w.from_version AND v.record_seq = w.from_seq AND v.record_head = w.from_head AND w.hold AND NOT w.seen RETURNING v.id)
        """;

    private const string Insert =
        $"changed AS (INSERT INTO visits (id, {Columns}) SELECT w.id, {Values} FROM w WHERE w.hold AND NOT w.seen ON CONFLICT (id) DO NOTHING RETURNING id)";

    private const string Used =
        """
        counted AS (UPDATE clinicians SET facts_version = facts_version + 1 WHERE staff_id = ANY (@u_clinician) AND EXISTS (SELECT 1 FROM changed)),
        started AS (UPDATE patients SET facts_version = facts_version + 1 WHERE id = ANY (@u_started) AND EXISTS (SELECT 1 FROM changed)),
        used AS (
            INSERT INTO authority_uses (visit_id, record_seq, clinician_id, authority_id, patient_id, first_day, last_day)
            SELECT u.visit, u.record_seq, u.clinician, u.authority, u.patient, u.first_day, u.last_day
            FROM changed, unnest(@u_visit, @u_seq, @u_clinician, @u_authority, @u_patient, @u_first, @u_last) AS u(visit, record_seq, clinician, authority, patient, first_day, last_day)
            WHERE u.visit = changed.id)
        """;

    // "IN … IS TRUE" looks each row up in a hash table; a join would be planned as a loop in a loop.
    private const string Rest =
        $"""
        written AS (
            INSERT INTO records ({RecordColumns})
            SELECT {RecordColumns} FROM {RecordArrays} WITH ORDINALITY AS r({RecordColumns}, nth) WHERE (r.visit_id IN (SELECT id FROM changed)) IS TRUE ORDER BY r.nth),
        sealed AS (
            INSERT INTO record_secrets (hash, key_id, nonce, ciphertext)
            SELECT d.hash, d.key_id, d.nonce, d.ciphertext FROM unnest(@d_visit, @d_hash, @d_key, @d_nonce, @d_ciphertext) AS d(visit, hash, key_id, nonce, ciphertext) WHERE (d.visit IN (SELECT id FROM changed)) IS TRUE),
        remembered AS (
            INSERT INTO commands (stream, command_id, step, body_hash, version, outcome, at)
            SELECT w.stream, w.command_id, w.step, w.body_hash, w.version, w.answer, w.last_record_at FROM w WHERE w.command_id IS NOT NULL AND (w.id IN (SELECT id FROM changed)) IS TRUE),
        promised AS (
            INSERT INTO outbox (id, kind, visit_id, payload, created_at, due_at, state, attempts)
            SELECT o.id, o.kind, o.visit, o.payload, o.created_at, o.due_at, 'Pending', 0
            FROM unnest(@o_id, @o_kind, @o_visit, @o_payload, @o_created, @o_due) AS o(id, kind, visit, payload, created_at, due_at) WHERE (o.visit IN (SELECT id FROM changed)) IS TRUE)
        SELECT CASE WHEN (w.id IN (SELECT id FROM changed)) IS TRUE THEN 0 WHEN w.seen THEN 3 WHEN w.hold THEN 1 ELSE 2 END FROM w ORDER BY w.nth
        """;

    /// <summary>Visits that are there.</summary>
    public static readonly PositionalSql Changes = new($"WITH {Asked}, {Update}, {Rest}");

    /// <summary>A visit whose start uses a limit up, alone: the next one finds other facts of its clinician, or of its patient.</summary>
    public static readonly PositionalSql Use = new($"WITH {Asked}, {Update}, {Used}, {Rest}");

    /// <summary>Visits that are new.</summary>
    public static readonly PositionalSql Beginnings = new($"WITH {Asked}, {Insert}, {Rest}");

    /// <summary>
    /// Before what evaluated the law: rows of facts that were used are locked until the commit, in the order of their ids. A change to them waits for us, or the
    /// next statement sees it. Where a limit is used up the clinician's row, or the patient's, is ours alone: of two that would take the last one, the second finds other facts.
    /// </summary>
    public static readonly PositionalSql Locks = new(
        """
        SELECT (SELECT count(*) FROM (SELECT 1 FROM unnest(@using) AS f(id) JOIN clinicians c ON c.staff_id = f.id FOR NO KEY UPDATE OF c) AS held)
             + (SELECT count(*) FROM (SELECT 1 FROM unnest(@clinicians) AS f(id) JOIN clinicians c ON c.staff_id = f.id FOR SHARE OF c) AS held)
             + (SELECT count(*) FROM (SELECT 1 FROM rule_set FOR SHARE) AS held)
             + (SELECT count(*) FROM (SELECT 1 FROM unnest(@starting) AS f(id) JOIN patients p ON p.id = f.id FOR NO KEY UPDATE OF p) AS held)
             + (SELECT count(*) FROM (SELECT 1 FROM unnest(@patients) AS f(id) JOIN patients p ON p.id = f.id FOR SHARE OF p) AS held)
        """);

    /// <summary>Records outside any chain.</summary>
    public static readonly PositionalSql Records = new(
        $"""
        WITH written AS (INSERT INTO records ({RecordColumns}) SELECT {RecordColumns} FROM {RecordArrays} WITH ORDINALITY AS r({RecordColumns}, nth) ORDER BY r.nth),
        sealed AS (INSERT INTO record_secrets (hash, key_id, nonce, ciphertext) SELECT d.* FROM unnest(@d_hash, @d_key, @d_nonce, @d_ciphertext) AS d)
        SELECT 0
        """);

    public static readonly PositionalSql Looks = new(
        """
        WITH moved AS (
            UPDATE visits v SET next_due_at = l.at FROM unnest(@look_visit, @look_seq, @look_at) AS l(visit, seq, at) WHERE v.id = l.visit AND v.record_seq = l.seq)
        SELECT 0
        """);
}
