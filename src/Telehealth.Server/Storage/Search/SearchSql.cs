using System.Data.Common;

namespace Telehealth.Server.Storage.Search;

internal static class SearchSql
{
    public static DbCommand Add(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }

    public static DbCommand Command(this DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return command;
    }

    public static Guid? GuidOrNull(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
}
