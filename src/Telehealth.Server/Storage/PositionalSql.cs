using System.Text.RegularExpressions;

namespace Telehealth.Server.Storage;

/// <summary>SQL written with names for people and sent with positions, so that the driver need not rewrite it on every execution.</summary>
internal sealed partial class PositionalSql
{
    private readonly List<string> _names = [];

    public PositionalSql(string sql) => Text = Name().Replace(sql, m =>
    {
        var index = _names.IndexOf(m.Groups[1].Value);
        if (index < 0)
        {
            _names.Add(m.Groups[1].Value);
            index = _names.Count - 1;
        }

        return $"${index + 1}";
    });

    public string Text { get; }

    /// <summary>The names in the order of their positions.</summary>
    public IReadOnlyList<string> Names => _names;

    [GeneratedRegex("@([a-z_0-9]+)")]
    private static partial Regex Name();
}
