using System.Collections.Immutable;
using System.Data.Common;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>Reads of visits as committed, in plain SQL that both engines speak.</summary>
internal sealed class VisitLoads(DatabaseLinks links)
{
    private const string Load =
        """
        SELECT v.version, v.record_seq, v.record_head, v.last_record_at, v.snapshot, v.evaluated_seq, e.bytes,
               p.id, p.given_name, p.family_name, p.birth_date, p.preferred_language, p.facts_version,
               k.id, k.master_id, k.wrapped, k.destroyed_at
        FROM visits v JOIN patients p ON p.id = v.patient_id LEFT JOIN detail_keys k ON k.patient_id = v.patient_id
        LEFT JOIN records e ON e.stream = 'visit:' || lower(CAST(v.id AS TEXT)) AND e.seq = v.evaluated_seq AND e.seq > 0
        """;

    public Task<LoadedVisit?> FindAsync(VisitId visit, CancellationToken cancellation) => ReadAsync(
        Load + " WHERE v.id = @id", c => Add(c, "id", visit.Value), async r => await r.ReadAsync(cancellation) ? Loaded(r) : null, cancellation);

    public Task<PatientCard?> FindPatientAsync(PatientId patient, CancellationToken cancellation) => ReadAsync(
        """
        SELECT p.id, p.given_name, p.family_name, p.birth_date, p.preferred_language, p.facts_version, k.id, k.master_id, k.wrapped, k.destroyed_at
        FROM patients p LEFT JOIN detail_keys k ON k.patient_id = p.id WHERE p.id = @id
        """,
        c => Add(c, "id", patient.Value), async r => await r.ReadAsync(cancellation) ? Card(r, 0) : null, cancellation);

    /// <summary>Every visit that is not Closed, or that starts in the interval.</summary>
    public Task<List<LoadedVisit>> OpenOrStartingAsync(Interval starting, CancellationToken cancellation) => ReadAsync(
        Load + " WHERE v.phase <> 'Closed' OR (v.starts_at >= @from AND v.starts_at < @to) ORDER BY v.starts_at, v.id",
        c =>
        {
            Add(c, "from", Micros.Of(starting.Start));
            Add(c, "to", Micros.Of(starting.End));
        },
        r => AllAsync(r, Loaded, cancellation), cancellation);

    public Task<List<VisitId>> DueAsync(Instant now, int limit, CancellationToken cancellation) => ReadAsync(
        "SELECT id FROM visits WHERE next_due_at <= @now ORDER BY next_due_at LIMIT @limit",
        c =>
        {
            Add(c, "now", Micros.Of(now));
            Add(c, "limit", limit);
        },
        r => AllAsync(r, row => new VisitId(row.GetGuid(0)), cancellation), cancellation);

    public Task<List<VisitId>> OpenOfClinicianAsync(StaffId clinician, CancellationToken cancellation) => ReadAsync(
        "SELECT id FROM visits WHERE clinician_id = @clinician AND phase <> 'Closed' ORDER BY id",
        c => Add(c, "clinician", clinician.Value), r => AllAsync(r, row => new VisitId(row.GetGuid(0)), cancellation), cancellation);

    /// <summary>A visit InProgress of each of these clinicians that has one, other than <paramref name="except"/>.</summary>
    public async Task<List<(StaffId Clinician, VisitId Visit)>> BusyAsync(IReadOnlyCollection<StaffId> clinicians, VisitId except, CancellationToken cancellation)
    {
        var found = new List<(StaffId, VisitId)>();
        foreach (var clinician in clinicians)
        {
            found.AddRange(await ReadAsync(
                "SELECT clinician_id, id FROM visits WHERE phase = 'InProgress' AND clinician_id = @clinician AND id <> @except LIMIT 1",
                c =>
                {
                    Add(c, "clinician", clinician.Value);
                    Add(c, "except", except.Value);
                },
                r => AllAsync(r, row => (new StaffId(row.GetGuid(0)), new VisitId(row.GetGuid(1))), cancellation), cancellation));
        }

        return found;
    }

    /// <summary>When other visits of the patient, planned since then, started.</summary>
    public async Task<ImmutableArray<Instant>> StartsOfPatientAsync(PatientId patient, VisitId except, Instant since, CancellationToken cancellation)
    {
        var snapshots = await ReadAsync(
            "SELECT snapshot FROM visits WHERE patient_id = @patient AND id <> @except AND starts_at >= @since",
            c =>
            {
                Add(c, "patient", patient.Value);
                Add(c, "except", except.Value);
                Add(c, "since", Micros.Of(since));
            },
            r => AllAsync(r, row => (byte[])row[0], cancellation), cancellation);
        return [.. snapshots.Select(s => VisitSnapshots.Read(s).StartedAt).OfType<Instant>()];
    }

    /// <summary>The state in which the patient was last stated to be, on any visit; null when never.</summary>
    public Task<string?> LastStateOfPatientAsync(PatientId patient, CancellationToken cancellation) => ReadAsync(
        "SELECT state FROM visits WHERE patient_id = @patient AND state IS NOT NULL ORDER BY starts_at DESC LIMIT 1",
        c => Add(c, "patient", patient.Value), async r => await r.ReadAsync(cancellation) ? r.GetString(0) : null, cancellation);

    public Task<CommandRow?> FindCommandAsync(string stream, Guid command, int step, CancellationToken cancellation) => ReadAsync(
        "SELECT body_hash, version, outcome, at FROM commands WHERE stream = @stream AND command_id = @command AND step = @step",
        c =>
        {
            Add(c, "stream", stream);
            Add(c, "command", command);
            Add(c, "step", step);
        },
        async r => await r.ReadAsync(cancellation)
            ? new CommandRow
            {
                Stream = stream, CommandId = command, Step = step, BodyHash = r.GetString(0), Version = r.GetInt64(1), Outcome = r.GetString(2), At = Micros.At(r.GetInt64(3)),
            }
            : null,
        cancellation);

    /// <summary>The evaluation that this record of the visit holds.</summary>
    public Task<LicensureDecision> EvaluationAsync(VisitId visit, long seq, CancellationToken cancellation) => ReadAsync(
        "SELECT bytes FROM records WHERE stream = @stream AND seq = @seq AND seq > 0",
        c =>
        {
            Add(c, "stream", VisitRecords.StreamOf(visit));
            Add(c, "seq", seq);
        },
        async r => await r.ReadAsync(cancellation)
            ? RecordedEvaluation.Read(r.GetFieldValue<byte[]>(0))
            : throw new InvalidDataException("A record of the visit is missing."),
        cancellation);

    public Task<bool> HasRecordAsync(EncodedRecord record, CancellationToken cancellation) => ReadAsync(
        "SELECT 1 FROM records WHERE stream = @stream AND seq = @seq AND at = @at AND hash = @hash",
        c =>
        {
            Add(c, "stream", record.Stream);
            Add(c, "seq", record.Seq);
            Add(c, "at", Micros.Of(record.At));
            Add(c, "hash", record.Hash);
        },
        r => r.ReadAsync(cancellation), cancellation);

    /// <summary>Of these visits at these versions, the ones that the database has a newer version of. On SQLite none: nobody else writes its file.</summary>
    public Task<List<VisitId>> NewerAsync(IReadOnlyCollection<(VisitId Visit, long Version)> known, CancellationToken cancellation) =>
        links.Engine is StorageEngine.Sqlite || known.Count == 0 ? Task.FromResult<List<VisitId>>([]) : ReadAsync(
            "SELECT v.id FROM visits v JOIN unnest(@ids, @versions) AS k(id, version) ON k.id = v.id WHERE v.version > k.version",
            c =>
            {
                Add(c, "ids", known.Select(k => k.Visit.Value).ToArray());
                Add(c, "versions", known.Select(k => k.Version).ToArray());
            },
            r => AllAsync(r, row => new VisitId(row.GetGuid(0)), cancellation), cancellation);

    /// <summary>What tells whether these visits are still as loaded; absent where there is none.</summary>
    public async Task<IReadOnlyDictionary<VisitId, VisitStamp>> StampsAsync(IReadOnlyCollection<VisitId> visits, CancellationToken cancellation)
    {
        var stamps = await ReadAsync(
            $"SELECT v.id, v.record_head, p.facts_version FROM visits v JOIN patients p ON p.id = v.patient_id WHERE v.id {links.Among("ids")}",
            c => Add(c, "ids", links.ManyOf(visits.Select(v => v.Value))),
            r => AllAsync(r, row => new VisitStamp(new VisitId(row.GetGuid(0)), row.GetString(1), row.GetInt64(2)), cancellation), cancellation);
        return stamps.ToDictionary(s => s.Visit);
    }

    private async Task<T> ReadAsync<T>(string sql, Action<DbCommand> bind, Func<DbDataReader, Task<T>> read, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await links.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            bind(command);
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await read(reader);
        }
        catch (Exception e) when (StorageFaults.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The database cannot be read.", e);
        }
    }

    private static async Task<List<T>> AllAsync<T>(DbDataReader reader, Func<DbDataReader, T> row, CancellationToken cancellation)
    {
        var all = new List<T>();
        while (await reader.ReadAsync(cancellation))
        {
            all.Add(row(reader));
        }

        return all;
    }

    private static LoadedVisit Loaded(DbDataReader r)
    {
        var visit = VisitSnapshots.Read(r.GetFieldValue<byte[]>(4));
        var evaluated = r.IsDBNull(6) ? null : new RecordedEvaluation(r.GetInt64(5), r.GetFieldValue<byte[]>(6));
        return new(visit, new RecordHead(r.GetInt64(1), r.GetString(2)), Micros.At(r.GetInt64(3)), Card(r, 7), evaluated);
    }

    private static PatientCard Card(DbDataReader r, int first) => new(
        new PatientId(r.GetGuid(first)), r.GetString(first + 1), r.GetString(first + 2),
        r.IsDBNull(first + 3) ? null : LocalDate.FromDateOnly(r.GetFieldValue<DateOnly>(first + 3)),
        r.IsDBNull(first + 4) ? null : r.GetString(first + 4), r.GetInt64(first + 5), DetailKeys.Read(r, first + 6));

    private static void Add(DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }
}
