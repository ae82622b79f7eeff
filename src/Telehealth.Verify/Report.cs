namespace Telehealth.Verify;

/// <summary>What was checked, what could not be, and what is wrong.</summary>
/// <param name="subject">The command and what it was given.</param>
internal sealed class Report(string subject)
{
    private readonly List<string> _said = [], _holds = [], _open = [];
    private readonly List<Finding> _wrong = [];

    public string Subject { get; } = subject;

    /// <summary>What the material says about itself; nobody vouches for it.</summary>
    public IReadOnlyList<string> SaidLines => _said;

    public IReadOnlyList<string> HoldsLines => _holds;

    /// <summary>What was not, or could not be, checked.</summary>
    public IReadOnlyList<string> OpenLines => _open;

    /// <summary>Records first, the earliest first; then what is about whole files.</summary>
    public IReadOnlyList<Finding> Findings => [.. _wrong.OrderBy(f => f.Leaf is null).ThenBy(f => f.Leaf)];

    /// <summary>Why nothing can be said; null when something can.</summary>
    public string? Unusable { get; private set; }

    public int Exit => _wrong.Count > 0 ? ExitCode.Tampered : Unusable is not null ? ExitCode.Unusable : ExitCode.Holds;

    public void Says(string line) => _said.Add(line);

    public void Holds(string line) => _holds.Add(line);

    public void Open(string line) => _open.Add(line);

    public void Wrong(Finding finding) => _wrong.Add(finding);

    public void CannotUse(string why) => Unusable ??= why;
}
