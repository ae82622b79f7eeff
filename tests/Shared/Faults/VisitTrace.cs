namespace Telehealth.Tests.Shared.Faults;

/// <summary>How a visit came to its video, or did not.</summary>
public enum WayIn
{
    /// <summary>It never did: see <see cref="VisitTrace.Problems"/>.</summary>
    None,
    FirstPress,
    Repeated,
    Fallback,

    /// <summary>The patient left after the first press gave no video, and the visit was cancelled.</summary>
    GivenUp,
}

/// <param name="Answer"><c>granted</c>, or the refusal's code.</param>
public sealed record Press(TimeSpan Took, string Answer);

/// <summary>What happened to one visit, as its people saw it.</summary>
public sealed class VisitTrace
{
    public string VisitId { get; set; } = "";
    public WayIn WayIn { get; set; }
    public List<Press> Presses { get; } = [];

    /// <summary>From the first press until the clinician's grant.</summary>
    public TimeSpan UntilGranted { get; set; }

    /// <summary>Rooms that people were let into, by the vendor's id.</summary>
    public HashSet<string> Rooms { get; } = [];

    /// <summary>What must not happen.</summary>
    public List<string> Problems { get; } = [];
}
