using Microsoft.Data.Sqlite;

namespace Telehealth.Server.Storage;

/// <summary>One prepared statement, used again and again on its connection.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of SqliteStatements.
        _command.CommandText = sql;
#pragma warning restore CA2100
    }

    public int Run(params (string Name, object? Value)[] values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    public bool Any(params (string Name, object? Value)[] values)
    {
        Bind(values);
        return _command.ExecuteScalar() is not null;
    }

    public void Dispose() => _command.Dispose();

    private void Bind((string Name, object? Value)[] values)
    {
        if (_command.Parameters.Count == 0)
        {
            foreach (var (name, _) in values)
            {
                _command.Parameters.Add(new SqliteParameter { ParameterName = "@" + name });
            }
        }

        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i].Value ?? DBNull.Value;
        }
    }
}
