namespace Telehealth.Verify;

/// <summary>One command's arguments: one file or folder, and options.</summary>
internal sealed class Arguments
{
    private readonly List<(string Name, string Value)> _options = [];
    private readonly HashSet<string> _switches = [];

    public string? Path { get; private init; }

    /// <param name="valued">Options that take a value.</param>
    /// <param name="plain">Options that take none.</param>
    /// <returns>Null when they are not understood.</returns>
    public static Arguments? TryRead(IReadOnlyList<string> given, IReadOnlyList<string> valued, IReadOnlyList<string> plain)
    {
        var options = new List<(string, string)>();
        var switches = new HashSet<string>();
        string? path = null;
        for (var i = 0; i < given.Count; i++)
        {
            if (valued.Contains(given[i]) && i + 1 < given.Count) options.Add((given[i], given[++i]));
            else if (plain.Contains(given[i])) switches.Add(given[i]);
            else if (!given[i].StartsWith("--", StringComparison.Ordinal) && path is null) path = given[i];
            else return null;
        }

        var read = new Arguments { Path = path };
        read._options.AddRange(options);
        read._switches.UnionWith(switches);
        return read;
    }

    public IReadOnlyList<string> All(string option) => [.. _options.Where(o => o.Name == option).Select(o => o.Value)];

    /// <summary>The value of an option that is given once at most; the last counts.</summary>
    public string? Last(string option) => All(option) is [.., var last] ? last : null;

    public bool Has(string option) => _switches.Contains(option);
}
