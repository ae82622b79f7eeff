using System.Data.Common;

namespace Telehealth.Server.Tests.Log.Adversary;

/// <summary>Plain SQL, as an attacker types it.</summary>
internal static class Sql
{
    /// <param name="values">For @p0, @p1 and so on.</param>
    public static async Task DoAsync(this DbConnection connection, string sql, params object[] values)
    {
        await using var command = Of(connection, sql, values);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> OneAsync<T>(this DbConnection connection, string sql, params object[] values)
    {
        await using var command = Of(connection, sql, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public static async Task EachAsync(this DbConnection connection, string sql, Action<DbDataReader> row)
    {
        await using var command = Of(connection, sql, []);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) row(reader);
    }

    private static DbCommand Of(DbConnection connection, string sql, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", values[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
