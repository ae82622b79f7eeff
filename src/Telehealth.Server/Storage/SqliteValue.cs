using System.Globalization;

namespace Telehealth.Server.Storage;

/// <summary>A named value of a statement as SQLite keeps it: ids as upper-case text, dates as ISO text, truth as 1 or 0. Made from a pair, without a box.</summary>
internal readonly struct SqliteValue
{
    private SqliteValue(string name, SqliteKind kind, long number = 0, string? text = null, Guid id = default, ReadOnlyMemory<byte> bytes = default) =>
        (Name, Kind, Number, Text, Id, Bytes) = (name, kind, number, text, id, bytes);

    public string Name { get; }
    public SqliteKind Kind { get; }
    public long Number { get; }
    public string? Text { get; }
    public Guid Id { get; }
    public ReadOnlyMemory<byte> Bytes { get; }

    public static implicit operator SqliteValue((string Name, long Value) v) => new(v.Name, SqliteKind.Number, v.Value);

    public static implicit operator SqliteValue((string Name, long? Value) v) => v.Value is { } number ? (v.Name, number) : new SqliteValue(v.Name, SqliteKind.Nothing);

    public static implicit operator SqliteValue((string Name, bool Value) v) => (v.Name, v.Value ? 1L : 0L);

    public static implicit operator SqliteValue((string Name, string? Value) v) => new(v.Name, v.Value is null ? SqliteKind.Nothing : SqliteKind.Text, text: v.Value);

    public static implicit operator SqliteValue((string Name, Guid Value) v) => new(v.Name, SqliteKind.Id, id: v.Value);

    public static implicit operator SqliteValue((string Name, Guid? Value) v) => v.Value is { } id ? (v.Name, id) : new SqliteValue(v.Name, SqliteKind.Nothing);

    public static implicit operator SqliteValue((string Name, DateOnly Value) v) => (v.Name, v.Value.ToString("O", CultureInfo.InvariantCulture));

    public static implicit operator SqliteValue((string Name, byte[] Value) v) => (v.Name, (ReadOnlyMemory<byte>)v.Value);

    public static implicit operator SqliteValue((string Name, ReadOnlyMemory<byte> Value) v) => new(v.Name, SqliteKind.Bytes, bytes: v.Value);
}

internal enum SqliteKind { Nothing, Number, Text, Id, Bytes }
