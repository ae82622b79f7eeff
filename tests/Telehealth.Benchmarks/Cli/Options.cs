using System.Globalization;

namespace Telehealth.Benchmarks.Cli;

/// <summary>Reads <c>--name value</c>; every name must be asked for by the command, or the command line is refused.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, List<string>> _given = [];
    private readonly HashSet<string> _known = [];

    public static Options Parse(IReadOnlyList<string> arguments)
    {
        var options = new Options();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                throw new BenchFault($"'{arguments[i]}' stands alone; options are --name value (see --help)");
            var hasValue = i + 1 < arguments.Count && !arguments[i + 1].StartsWith("--", StringComparison.Ordinal);
            options.Add(arguments[i][2..], hasValue ? arguments[++i] : "true");
        }

        return options;
    }

    public string Text(string name, string fallback) => Optional(name) ?? fallback;

    public string Required(string name) => Optional(name) ?? throw new BenchFault($"--{name} is missing (see --help)");

    public string? Optional(string name) => All(name) is [.., var last] ? last : null;

    public bool Flag(string name) => Optional(name) is "true";

    public int Number(string name, int fallback, int least, int most)
    {
        if (Optional(name) is not { } text) return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new BenchFault($"--{name} must be a whole number from {least} to {most}, not '{text}'");
    }

    public IReadOnlyList<string> Several(string name, string fallback, params string[] allowed)
    {
        var values = Text(name, fallback).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var wrong = values.FirstOrDefault(value => !allowed.Contains(value));
        return wrong is null ? values : throw new BenchFault($"--{name} knows {string.Join(", ", allowed)}; not '{wrong}'");
    }

    public IReadOnlyList<string> All(string name)
    {
        _known.Add(name);
        return _given.TryGetValue(name, out var values) ? values : [];
    }

    public void RefuseUnknown()
    {
        var unknown = _given.Keys.Where(name => !_known.Contains(name)).ToArray();
        if (unknown.Length > 0) throw new BenchFault($"unknown option: --{string.Join(", --", unknown)} (see --help)");
    }

    private void Add(string name, string value)
    {
        if (!_given.TryGetValue(name, out var values)) _given[name] = values = [];
        values.Add(value);
    }
}
