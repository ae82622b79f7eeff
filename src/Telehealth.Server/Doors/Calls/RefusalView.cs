using Telehealth.Domain;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Doors.Calls;

/// <summary>An expected no.</summary>
/// <param name="Code">Stable, SCREAMING_SNAKE.</param>
/// <param name="Title">A few words for people.</param>
/// <param name="Detail">A sentence for people on what to do.</param>
/// <param name="Decision">The licensure decision behind it, where there is one.</param>
/// <param name="RetryAfter">Seconds, with RATE_LIMITED.</param>
public sealed record RefusalView(string Code, string Title, string Detail, LicensureDecisionView? Decision = null, int? RetryAfter = null)
{
    internal static RefusalView Of(RefusalCode code, string? detail = null)
    {
        var (title, text) = RefusalTexts.Of(code);
        return new(code.ToWire(), title, detail ?? text);
    }

    internal static RefusalView Of(Refusal refusal) => Of(refusal.Code, refusal.Detail) with { Decision = LicensureDecisionView.Of(refusal.Decision) };
}

/// <summary>What every hub method answers: the value's members, or a refusal.</summary>
public abstract record Answer
{
    /// <summary>Set when the answer is no.</summary>
    public RefusalView? Refusal { get; init; }
}

/// <summary>Nothing but yes or no.</summary>
public sealed record PlainAnswer : Answer;

/// <summary>The visit's version after the command.</summary>
public record VersionAnswer : Answer
{
    /// <summary>Absent when refused before a visit was found.</summary>
    public long? Version { get; init; }
}
