using System.Globalization;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>The columns of what binds an authority. All may be left out, and so may each field; <c>none</c> says that there is no such thing.</summary>
internal static class ConditionColumns
{
    private const string NoneWord = "none";

    private static readonly Dictionary<string, PatientScope> Scopes = Words<PatientScope>();
    private static readonly Dictionary<string, UsageUnit> Units = Words<UsageUnit>();
    private static readonly Dictionary<string, UsageWindow> Windows = Words<UsageWindow>();
    private static readonly string[] LimitColumns = ["limitUnit", "limitMax", "limitWindow", "limitDays"];
    private static readonly Dictionary<string, bool> YesOrNo = new() { ["yes"] = true, ["true"] = true, ["1"] = true, ["no"] = false, ["false"] = false, ["0"] = false };

    public static IReadOnlyList<string> Names { get; } =
        ["path", "dependsOn", "requiresClinicianIn", "telehealthOnly", "scope", "limitUnit", "limitMax", "limitWindow", "limitDays", "eventOn"];

    public static ImportedConditions Read(Fields row)
    {
        var (limited, limit) = LimitOf(row);
        return new()
        {
            Path = PathOf(row),
            Home = Said(row, "dependsOn", 60),
            ClinicianIn = StatesOf(row),
            TelehealthOnly = Said(row, "telehealthOnly", 10) is null ? null : row.Word("telehealthOnly", RowProblem.NotYesOrNo, YesOrNo),
            Scope = Said(row, "scope", 40) is null ? null : row.Word("scope", RowProblem.ScopeUnknown, Scopes),
            SaysLimit = limited,
            Limit = limit,
            EventOn = row.Date("eventOn"),
        };
    }

    /// <summary>Null when nothing stands there, empty for <c>none</c>.</summary>
    private static string? Said(Fields row, string column, int most) => row.Text(column, most) switch
    {
        "" => null,
        var text when text.Equals(NoneWord, StringComparison.OrdinalIgnoreCase) => "",
        var text => text,
    };

    private static string? PathOf(Fields row)
    {
        var path = Said(row, "path", 60);
        if (path is not null && !path.All(c => char.IsAsciiLetterOrDigit(c) || c is '-')) row.Fail(RowProblem.ColumnInvalid, "path");
        return path;
    }

    private static string[]? StatesOf(Fields row)
    {
        var states = Said(row, "requiresClinicianIn", 300) is { } text ? TelehealthLayout.SplitStates(text) : null;
        if (states is not null && states.Any(s => !StateZones.States.Contains(s))) row.Fail(RowProblem.StateInvalid, "requiresClinicianIn");
        return states;
    }

    private static (bool Said, UsageLimit? Limit) LimitOf(Fields row)
    {
        if (Said(row, "limitUnit", 20) is "")
        {
            foreach (var other in new[] { "limitMax", "limitWindow", "limitDays" })
            {
                if (Said(row, other, 20) is { Length: > 0 }) row.Fail(RowProblem.LimitInvalid, other);
            }

            return (true, null);
        }

        var said = LimitColumns.Any(c => Said(row, c, 20) is not null);
        if (!said) return (false, null);
        var window = row.Word("limitWindow", RowProblem.LimitInvalid, Windows);
        var days = window is UsageWindow.SinceEvent ? NumberOf(row, "limitDays") : default(int?);
        if (window is not UsageWindow.SinceEvent && Said(row, "limitDays", 20) is { Length: > 0 }) row.Fail(RowProblem.LimitInvalid, "limitDays");
        return (true, new UsageLimit(row.Word("limitUnit", RowProblem.LimitInvalid, Units), NumberOf(row, "limitMax"), window, days));
    }

    private static int NumberOf(Fields row, string column)
    {
        if (int.TryParse(row.Needed(column, 10), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 1000) return number;
        row.Fail(RowProblem.LimitInvalid, column);
        return 1;
    }

    private static Dictionary<string, T> Words<T>() where T : struct, Enum => Enum.GetValues<T>().ToDictionary(v => ImportSheet.Plain(v.ToString()));
}
