using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Telehealth.Server.Storage;

/// <summary>
/// One prepared statement, used again and again on its connection. Straight to SQLite: a command object looks up each parameter by name, boxes its value and
/// makes a reader, every time, which costs more than most of these statements.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int Short = 256;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private int[]? _positions;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        // As long as the connection's own commands wait for a lock.
        _ = raw.sqlite3_busy_timeout(_database, connection.DefaultTimeout * 1000);
        Check(raw.sqlite3_prepare_v2(_database, sql, out _statement));
    }

    /// <returns>How many rows it changed.</returns>
    public int Run(params ReadOnlySpan<SqliteValue> values)
    {
        Step(values);
        return raw.sqlite3_changes(_database);
    }

    /// <returns>Whether it found a row.</returns>
    public bool Any(params ReadOnlySpan<SqliteValue> values) => Step(values);

    public void Dispose() => _statement.Dispose();

    private bool Step(ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            // Told before the reset, which forgets it.
            var fault = FaultOf(result);
            _ = raw.sqlite3_reset(_statement);
            throw fault;
        }

        Check(raw.sqlite3_reset(_statement));
        return result == raw.SQLITE_ROW;
    }

    /// <summary>A statement is always given the same names in the same order: where they stand in it is looked up once. What it does not name is left out.</summary>
    private void Bind(ReadOnlySpan<SqliteValue> values)
    {
        var positions = _positions ??= PositionsOf(values);
        for (var i = 0; i < values.Length; i++)
        {
            if (positions[i] > 0) Check(Bind(positions[i], values[i]));
        }
    }

    private int[] PositionsOf(ReadOnlySpan<SqliteValue> values)
    {
        var positions = new int[values.Length];
        for (var i = 0; i < values.Length; i++) positions[i] = raw.sqlite3_bind_parameter_index(_statement, "@" + values[i].Name);
        return positions;
    }

    private int Bind(int position, in SqliteValue value) => value.Kind switch
    {
        SqliteKind.Nothing => raw.sqlite3_bind_null(_statement, position),
        SqliteKind.Number => raw.sqlite3_bind_int64(_statement, position, value.Number),
        SqliteKind.Text => BindText(position, value.Text!),
        SqliteKind.Id => BindId(position, value.Id),
        SqliteKind.Bytes => raw.sqlite3_bind_blob(_statement, position, value.Bytes.Span),
    };

    private int BindText(int position, string text)
    {
        if (Encoding.UTF8.GetMaxByteCount(text.Length) is > Short and var most)
        {
            var rented = ArrayPool<byte>.Shared.Rent(most);
            var result = raw.sqlite3_bind_text(_statement, position, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
            ArrayPool<byte>.Shared.Return(rented);
            return result;
        }

        Span<byte> room = stackalloc byte[Short];
        return raw.sqlite3_bind_text(_statement, position, room[..Encoding.UTF8.GetBytes(text, room)]);
    }

    private int BindId(int position, Guid id)
    {
        Span<byte> room = stackalloc byte[36];
        Utf8Formatter.TryFormat(id, room, out _, 'D');
        Ascii.ToUpperInPlace(room, out _);
        return raw.sqlite3_bind_text(_statement, position, room);
    }

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK) throw FaultOf(result);
    }

    private SqliteException FaultOf(int result) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), result & 0xFF, raw.sqlite3_extended_errcode(_database));
}
