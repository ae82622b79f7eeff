using System.Globalization;

namespace Telehealth.Server.Hosting.RuleCommands;

/// <summary>Two rule sets by name, and how far ahead visits are looked at.</summary>
internal sealed record DiffRequest(string From, string To, int Days)
{
    public const string InForce = "in-force", BuiltIn = "built-in", Configured = "configured";
    private const int UsualDays = 60, MostDays = 366;

    /// <summary>Null when it cannot be understood.</summary>
    public static DiffRequest? Of(string[] args)
    {
        var (names, days) = (new List<string>(), UsualDays);
        for (var i = 0; i < args.Length; i++)
        {
            if (RulesCommand.IsSetting(args[i])) continue;
            var told = args[i] == "--days" && i + 1 < args.Length ? args[++i] : args[i].StartsWith("--days=", StringComparison.Ordinal) ? args[i]["--days=".Length..] : null;
            if (told is not null)
            {
                if (!int.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out days) || days is < 1 or > MostDays) return null;
            }
            else if (args[i].StartsWith('-')) return null;
            else names.Add(args[i]);
        }

        return names switch
        {
            [var to] => new(InForce, to, days),
            [var from, var to] => new(from, to, days),
            _ => null,
        };
    }
}
