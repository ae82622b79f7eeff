using System.Collections.Immutable;

namespace Telehealth.Domain.Licensure;

/// <summary>The reasons of one decision as they are found; each once.</summary>
internal sealed class Reasons
{
    private static readonly int[] Alphabetical = ByName();

    private readonly List<Reason> _found = new(6);

    public Verdict Verdict { get; private set; }

    public void Info(ReasonCode code, string? subject = null) => Add(code, ReasonSeverity.Info, subject);

    public void Warn(ReasonCode code, string? subject = null) => Add(code, ReasonSeverity.Warning, subject);

    public void Hold(ReasonCode code, string? subject = null) => Add(code, ReasonSeverity.Hold, subject);

    public void Deny(ReasonCode code, string? subject = null) => Add(code, ReasonSeverity.Deny, subject);

    /// <summary>Worst first, then by code, then by subject.</summary>
    public ImmutableArray<Reason> Sorted()
    {
        if (_found.Count > 1) _found.Sort(static (a, b) =>
            b.Severity.CompareTo(a.Severity) is var worst and not 0 ? worst
            : Alphabetical[(int)a.Code].CompareTo(Alphabetical[(int)b.Code]) is var name and not 0 ? name
            : string.CompareOrdinal(a.Subject, b.Subject));
        return [.. _found];
    }

    public void Add(ReasonCode code, ReasonSeverity severity, string? subject)
    {
        foreach (var known in _found)
        {
            if (known.Code == code && known.Severity == severity && known.Subject == subject) return;
        }

        _found.Add(new(code, severity, subject));
        Verdict = (Verdict)Math.Max((int)Verdict, (int)VerdictOf(severity));
    }

    private static Verdict VerdictOf(ReasonSeverity severity) => severity switch
    {
        ReasonSeverity.Deny => Verdict.Deny,
        ReasonSeverity.Hold => Verdict.Hold,
        ReasonSeverity.Warning or ReasonSeverity.Info => Verdict.Allow,
    };

    private static int[] ByName()
    {
        var codes = Enum.GetValues<ReasonCode>();
        var order = new int[codes.Length];
        var rank = 0;
        foreach (var code in codes.OrderBy(c => c.ToWire(), StringComparer.Ordinal)) order[(int)code] = rank++;
        return order;
    }
}
