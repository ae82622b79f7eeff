using System.Data.Common;
using System.Globalization;

namespace Telehealth.Benchmarks.Floor;

/// <summary>The three tables that the floors and the peer write to, on either engine.</summary>
internal static class FloorSchema
{
    /// <summary>Rows to update among; also the highest visit number.</summary>
    public const int Visits = 20_000;

    /// <summary>200 bytes, as an event and an outbox row carry.</summary>
    public static readonly string Body = $"{{\"text\":\"{new string('x', 189)}\"}}";

    public static readonly string Notice = new('x', 128);

    public static async Task CreateAsync(DbConnection connection, bool postgres, CancellationToken cancel)
    {
        var key = postgres ? "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY" : "INTEGER PRIMARY KEY";
        var numbers = postgres
            ? "SELECT n, 0, 'InProgress' FROM generate_series(1, {0}) AS n"
            : "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < {0}) SELECT n, 0, 'InProgress' FROM s";
        string[] statements =
        [
            "CREATE TABLE IF NOT EXISTS visits (id INTEGER PRIMARY KEY, version BIGINT NOT NULL, phase TEXT NOT NULL)",
            $"CREATE TABLE IF NOT EXISTS events (id {key}, visit_id INTEGER NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL)",
            $"CREATE TABLE IF NOT EXISTS outbox (id {key}, visit_id INTEGER NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL)",
            $"INSERT {(postgres ? "" : "OR IGNORE ")}INTO visits (id, version, phase) {string.Format(CultureInfo.InvariantCulture, numbers, Visits)}{(postgres ? " ON CONFLICT DO NOTHING" : "")}",
        ];
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
