using System.Buffers.Text;
using System.Text;

namespace Telehealth.Server.Doors;

/// <summary>Where a list goes on: the sort key and id of the last item shown. Opaque to clients; holds nothing personal.</summary>
internal static class Cursor
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 200;

    public static string Write(params object[] keys) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', keys)));

    /// <summary>Null when the text is not a cursor of this many keys.</summary>
    public static string[]? Read(string? cursor, int keys)
    {
        if (string.IsNullOrEmpty(cursor) || cursor.Length > 200 || !Base64Url.IsValid(cursor)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
        return parts.Length == keys ? parts : null;
    }

    public static bool IsLimit(int? limit) => limit is null or (>= 1 and <= MostLimit);

    /// <summary>Takes one item more than is shown, to know whether there is a next page.</summary>
    public static Page<TView> PageOf<TRow, TView>(IReadOnlyList<TRow> rows, int limit, Func<TRow, TView> view, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(view)], rows.Count > limit ? cursor(rows[limit - 1]) : null);
}
