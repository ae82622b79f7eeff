using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Tests.Support;

/// <summary>What must hold of every stored visit, whatever was done to it.</summary>
internal static class DatabaseFacts
{
    public static async Task<TelehealthDb> OpenAsync(this DatabaseNode node) => await node.Get<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();

    public static async Task<decimal> NumberAsync(this DatabaseNode node, string sql, Guid? id = null)
    {
        await using var connection = await node.Get<DatabaseLinks>().OpenAsync(CancellationToken.None);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        if (id is { } value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("id", value);
            command.Parameters.Add(parameter);
        }

        return Convert.ToDecimal(await command.ExecuteScalarAsync());
    }

    /// <summary>Records are gapless and chained, versions move by at most one, and their fold is the snapshot.</summary>
    public static async Task<(VisitRow Row, List<VisitRecord> Records)> IntactAsync(this DatabaseNode node, VisitId visit)
    {
        await using var db = await node.OpenAsync();
        var row = await db.Visits.AsNoTracking().SingleAsync(v => v.Id == visit);
        var stream = VisitRecords.StreamOf(visit);
        var rows = await db.Records.AsNoTracking().Where(r => r.Stream == stream).OrderBy(r => r.Seq).ToListAsync();
        var details = await node.Get<RecordDetails>().OpenAsync(db, rows, default);
        var records = rows.Select(r => Opened(VisitRecords.Decode(r.Bytes), details[r.Hash].Detail)).ToList();

        Assert.Equal(Enumerable.Range(1, rows.Count).Select(i => (long)i), rows.Select(r => r.Seq));
        Assert.Equal((row.RecordSeq, row.RecordHead, row.Version), (rows[^1].Seq, rows[^1].Hash, records[^1].Frame.After.Version));
        var head = RecordHead.Empty.Hash;
        long version = 0;
        foreach (var (record, at) in records.Zip(rows))
        {
            Assert.Equal(head, record.Frame.Prev);
            Assert.True(record.Frame.Before.Version == version || record.Frame.After.Version == version, "a version is missing");
            Assert.InRange(record.Frame.After.Version - record.Frame.Before.Version, 0, 1);
            Assert.Equal(at.Bytes, VisitRecords.Reencode(record));
            (head, version) = (at.Hash, record.Frame.After.Version);
        }

        Assert.Equal(
            System.Text.Encoding.UTF8.GetString(VisitSnapshots.Write(VisitRecords.Fold(records))),
            System.Text.Encoding.UTF8.GetString(row.Snapshot));
        return (row, records);
    }

    private static VisitRecord Opened(VisitRecord record, SealedDetail? detail) => detail is null ? record : VisitRecords.Open(record, detail);
}
