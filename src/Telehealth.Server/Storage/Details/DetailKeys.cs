using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage.Details;

/// <summary>
/// Which key seals whose details: a patient's own, made in the transaction that adds the patient; else one for each area and quarter, so that
/// retention can end it. A visit brings its patient's key along when it is loaded.
/// </summary>
internal sealed class DetailKeys(DatabaseLinks links, WriteGate gate, DetailVault vault, IOptions<StorageOptions> options)
{
    private const string Columns = "id, master_id, wrapped, destroyed_at";
    private readonly ConcurrentDictionary<string, WrappedKey> _areas = new(StringComparer.Ordinal);

    /// <summary>Inside a work: found in it, or made in it.</summary>
    public async ValueTask<WrappedKey> OfAsync(TelehealthDb db, EncodedRecord record, string area, CancellationToken cancellation)
    {
        if (record.Subject.Patient is { } patient)
        {
            var own = db.DetailKeys.Local.FirstOrDefault(k => k.PatientId == patient) ?? await db.DetailKeys.AsNoTracking().FirstOrDefaultAsync(k => k.PatientId == patient, cancellation);
            return (own ?? Make(db, record.At, patient, null)).ToKey();
        }

        var name = NameOf(area, record.At);
        if (_areas.TryGetValue(name, out var known)) return known;
        var shared = db.DetailKeys.Local.FirstOrDefault(k => k.Area == name);
        if (shared is null && await db.DetailKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Area == name, cancellation) is { } found) return _areas[name] = found.ToKey();
        return (shared ?? Make(db, record.At, null, name)).ToKey();
    }

    /// <summary>Outside of any work; makes what is missing.</summary>
    public async ValueTask<WrappedKey> OfAsync(EncodedRecord record, string area, CancellationToken cancellation)
    {
        if (record.Subject.Patient is { } patient) return await OfPatientAsync(patient, record.At, cancellation);
        var name = NameOf(area, record.At);
        return _areas.TryGetValue(name, out var known) ? known : _areas[name] = await FindOrMakeAsync("area", name, record.At, cancellation);
    }

    public Task<WrappedKey> OfPatientAsync(PatientId patient, Instant now, CancellationToken cancellation) => FindOrMakeAsync("patient_id", patient.Value, now, cancellation);

    /// <summary>For a patient who is being added.</summary>
    public DetailKeyRow Make(TelehealthDb db, Instant now, PatientId? patient, string? area) => db.DetailKeys.Add(DetailKeyRow.Of(vault.NewKey(), now, patient, area)).Entity;

    /// <summary>After master keys were changed under a running server.</summary>
    public void Forget() => _areas.Clear();

    private static string NameOf(string area, Instant at)
    {
        var date = at.InUtc().Date;
        return string.Create(CultureInfo.InvariantCulture, $"{area}/{date.Year}-Q{(date.Month + 2) / 3}");
    }

    private async Task<WrappedKey> FindOrMakeAsync(string column, object owner, Instant now, CancellationToken cancellation)
    {
        if (await FindAsync(column, owner, cancellation) is { } found) return found;
        var made = vault.NewKey();
        using (links.Engine is StorageEngine.Sqlite ? await gate.EnterAsync(TimeSpan.FromSeconds(options.Value.WaitSeconds), cancellation) : null)
        {
            await RunAsync(
                $"INSERT INTO detail_keys (id, {column}, master_id, wrapped, created_at) SELECT @id, @owner, @master, @wrapped, @at WHERE NOT EXISTS (SELECT 1 FROM detail_keys WHERE {column} = @owner) ON CONFLICT DO NOTHING",
                [("id", made.Id), ("owner", owner), ("master", made.MasterId), ("wrapped", made.Wrapped!), ("at", Micros.Of(now))], c => c.ExecuteNonQueryAsync(cancellation), cancellation);
        }

        return await FindAsync(column, owner, cancellation) ?? throw new InvalidOperationException("A key that was made is gone.");
    }

    private Task<WrappedKey?> FindAsync(string column, object owner, CancellationToken cancellation) => RunAsync(
        $"SELECT {Columns} FROM detail_keys WHERE {column} = @owner", [("owner", owner)],
        async command =>
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            return await reader.ReadAsync(cancellation) ? Read(reader, 0) : null;
        },
        cancellation);

    /// <summary>The four columns of a key from <paramref name="first"/> on; null where an outer join found none.</summary>
    public static WrappedKey? Read(DbDataReader row, int first) => row.IsDBNull(first)
        ? null
        : new(row.GetGuid(first), row.GetString(first + 1), row.IsDBNull(first + 2) ? null : row.GetFieldValue<byte[]>(first + 2), row.IsDBNull(first + 3) ? null : Micros.At(row.GetInt64(first + 3)));

    private async Task<T> RunAsync<T>(string sql, (string Name, object Value)[] values, Func<DbCommand, Task<T>> run, CancellationToken cancellation)
    {
        try
        {
            await using var connection = await links.OpenAsync(cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }

            return await run(command);
        }
        catch (Exception e) when (StorageFaults.IsUnavailable(e))
        {
            throw new StorageUnavailableException("The keys cannot be reached.", e);
        }
    }
}
