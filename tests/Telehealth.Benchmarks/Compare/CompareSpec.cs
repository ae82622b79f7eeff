using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Compare;

/// <summary>What to compare, how often and how large.</summary>
internal sealed record CompareSpec(IReadOnlyList<string> Topics, IReadOnlyList<string> Targets)
{
    public const string Ours = "ours";
    public const string Floor = "floor";
    public const string Peer = "peer";

    public int Rounds { get; init; }
    public int Pairs { get; init; }
    public int Waiting { get; init; }
    public int Few { get; init; }
    public int PeerPool { get; init; }
    public int QuietLimit { get; init; }
    public int Attempts { get; init; }
    public required string? Server { get; init; }
    public required string Results { get; init; }
    public required string? Work { get; init; }
    public required IReadOnlyDictionary<string, string> ServerSettings { get; init; }

    /// <summary>Options handed on to the generator as they are.</summary>
    public required IReadOnlyList<string> Generator { get; init; }

    public static CompareSpec From(Options options)
    {
        var spec = new CompareSpec(
            options.Several("topics", string.Join(',', Topic.Names), [.. Topic.Names]),
            options.Several("targets", $"{Ours},{Floor},{Peer}", Ours, Floor, Peer))
        {
            Rounds = options.Number("rounds", 5, 1, 50),
            Pairs = options.Number("pairs", 32, 1, 2000),
            Waiting = options.Number("waiting", 5000, 1, 15_000),
            Few = options.Number("few", 10, 0, 15_000),
            PeerPool = options.Number("pool", 32, 1, 150),
            QuietLimit = options.Number("quiet-limit", 20, 1, 10_000),
            Attempts = options.Number("attempts", 3, 1, 10),
            Server = options.Optional("server"),
            Results = options.Optional("results") ?? Path.Combine(Repository.BenchmarkFolder, "results"),
            Work = options.Optional("work"),
            ServerSettings = options.All("set").Select(Setting).ToDictionary(),
            Generator = [.. Handed(options, "seconds", "warmup", "rate", "hold", "at-once", "per-clinician", "parallel")],
        };
        options.RefuseUnknown();
        return spec;
    }

    /// <summary>A setting of our server, as its environment wants it.</summary>
    public static KeyValuePair<string, string> Setting(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(text[..equals].Replace(":", "__", StringComparison.Ordinal), text[(equals + 1)..])
            : throw new BenchFault($"--set is Key=Value, not '{text}'");
    }

    private static IEnumerable<string> Handed(Options options, params string[] names) =>
        names.SelectMany(name => options.Optional(name) is { } value ? new[] { $"--{name}", value } : []);
}
