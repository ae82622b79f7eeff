namespace Telehealth.Tests.Shared.Twilio;

/// <summary>What goes wrong with one request.</summary>
public enum FaultKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>429: never done.</summary>
    HeldBack,

    /// <summary>A 5xx, with the body of a gateway.</summary>
    Broken,

    /// <summary>No answer for as long as the caller listens.</summary>
    Silent,

    /// <summary>RST in place of an answer.</summary>
    Reset,

    /// <summary>Half an answer, then the end of it, while the line stays open for what we send. Before the effect: the end alone.</summary>
    HalfClosed,

    /// <summary>The answer, one byte at a time.</summary>
    SlowBody,

    /// <summary>200 with what is no JSON.</summary>
    Garbage,

    /// <summary>307 to another host.</summary>
    Redirect,
}

/// <param name="AfterEffect">The request is done first: its sender does not hear that it was.</param>
/// <param name="Status">Of <see cref="FaultKind.Broken"/>.</param>
/// <param name="RetryAfter">Seconds that the answer asks to wait, where it has a header to say so.</param>
public sealed record Fault(FaultKind Kind, bool AfterEffect = false, int Status = 503, int? RetryAfter = null)
{
    public static Fault None { get; } = new(FaultKind.None);
}

/// <summary>Shares of all requests, each 0 to 1, together at most 1.</summary>
public sealed record FaultDial
{
    public static FaultDial Off { get; } = new();

    public double HeldBack { get; init; }
    public double Broken { get; init; }
    public double Silent { get; init; }
    public double Reset { get; init; }
    public double HalfClosed { get; init; }
    public double SlowBody { get; init; }
    public double Garbage { get; init; }

    /// <summary>How many of those that can come after the effect do.</summary>
    public double AfterEffect { get; init; } = 0.5;

    /// <summary>How many 429 and 5xx ask to wait a second.</summary>
    public double SayHowLong { get; init; } = 0.5;

    /// <summary>Nothing works: a third each 503, silence and RST, and nothing is done.</summary>
    internal static Fault OfOutage(Random random) => new(new[] { FaultKind.Broken, FaultKind.Silent, FaultKind.Reset }[random.Next(3)]);

    internal Fault Draw(Random random)
    {
        var (at, after, wait) = (random.NextDouble(), random.NextDouble() < AfterEffect, random.NextDouble() < SayHowLong ? 1 : (int?)null);
        foreach (var (share, kind) in Shares)
        {
            if (at < share) return kind is FaultKind.HeldBack ? new(kind, RetryAfter: wait) : new(kind, after, random.Next(2) == 0 ? 500 : 503, kind is FaultKind.Broken ? wait : null);
            at -= share;
        }

        return Fault.None;
    }

    private (double Share, FaultKind Kind)[] Shares =>
    [
        (HeldBack, FaultKind.HeldBack), (Broken, FaultKind.Broken), (Silent, FaultKind.Silent), (Reset, FaultKind.Reset), (HalfClosed, FaultKind.HalfClosed),
        (SlowBody, FaultKind.SlowBody), (Garbage, FaultKind.Garbage),
    ];
}
