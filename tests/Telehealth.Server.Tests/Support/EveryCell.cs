using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Tests.Support;

/// <summary>Reads every cell of every table of a SQLite clinic as text, to look for what must not be there.</summary>
internal static class EveryCell
{
    public static async Task<List<(string Column, string Text)>> ReadAsync(TelehealthApp app)
    {
        await using var connection = await app.Services.GetRequiredService<DatabaseLinks>().OpenAsync(CancellationToken.None);
        var tables = new List<string>();
        await using (var names = connection.CreateCommand())
        {
            names.CommandText = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
            await using var reader = await names.ExecuteReaderAsync();
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        }

        var cells = new List<(string, string)>();
        foreach (var table in tables)
        {
            await using var all = connection.CreateCommand();
            all.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await all.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                for (var i = 0; i < reader.FieldCount; i++)
                {
                    if (reader.IsDBNull(i)) continue;
                    cells.Add(($"{table}.{reader.GetName(i)}", reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : reader.GetValue(i).ToString()!));
                }
            }
        }

        return cells;
    }

    /// <summary>The columns in which the mark stands.</summary>
    public static IEnumerable<string> Holding(IEnumerable<(string Column, string Text)> cells, string mark) =>
        cells.Where(c => c.Text.Contains(mark, StringComparison.OrdinalIgnoreCase)).Select(c => c.Column).Distinct();
}
