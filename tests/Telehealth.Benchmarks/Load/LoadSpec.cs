using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Wire;

namespace Telehealth.Benchmarks.Load;

/// <summary>What one run of the generator does.</summary>
internal sealed record LoadSpec(string Target, Dialect Dialect, int? Pid, IReadOnlyList<string> Scenarios)
{
    public const string Act = "act";
    public const string Rate = "rate";
    public const string Crowd = "crowd";
    public const string None = "none";

    public int Pairs { get; init; } = 32;
    public int Waiting { get; init; }
    public int PerSecond { get; init; } = 500;
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(12);
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(6);
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(10);
    public int AtOnce { get; init; } = 128;

    public static LoadSpec From(Options options) => new(
        options.Text("target", "server"),
        new Dialect(options.Text("dialect", Dialect.SignalR), Address(options.Required("url"))),
        options.Optional("pid") is null ? null : options.Number("pid", 0, 2, int.MaxValue),
        options.Several("scenario", "act,rate", Act, Rate, Crowd, None))
    {
        Pairs = options.Number("pairs", 32, 0, 2000),
        Waiting = options.Number("waiting", 0, 0, 15_000),
        PerSecond = options.Number("rate", 500, 1, 20_000),
        WarmUp = TimeSpan.FromSeconds(options.Number("warmup", 12, 0, 120)),
        Window = TimeSpan.FromSeconds(options.Number("seconds", 6, 1, 600)),
        Hold = TimeSpan.FromSeconds(options.Number("hold", 10, 1, 600)),
        AtOnce = options.Number("at-once", 128, 1, 2000),
    };

    private static Uri Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp
        ? url
        : throw new BenchFault($"--url must be http://host:port, not '{text}'");
}
