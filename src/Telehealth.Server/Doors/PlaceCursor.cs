using System.Globalization;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Doors;

/// <summary>The cursor of a list that goes along the log, newest first.</summary>
internal static class PlaceCursor
{
    public static string Write(SearchPlace last) => Cursor.Write(last.At, last.RecordId);

    public static SearchPlace? Read(string? cursor) =>
        Cursor.Read(cursor, 2) is [var micros, var text]
        && long.TryParse(micros, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? new SearchPlace(at, id)
            : null;
}
