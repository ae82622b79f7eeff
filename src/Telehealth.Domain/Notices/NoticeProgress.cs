namespace Telehealth.Domain.Notices;

public enum NoticeMove
{
    Forward,

    /// <summary>It stands there already.</summary>
    Same,

    /// <summary>Late or out of order: it changes nothing.</summary>
    Back,
}

/// <summary>News of a notice comes late, twice and out of order; a notice only ever goes forward.</summary>
public static class NoticeProgress
{
    public static NoticeMove Decide(NoticeStatus from, NoticeStatus to) =>
        from == to ? NoticeMove.Same
        : IsFinal(from) || Rank(to) <= Rank(from) || (to is NoticeStatus.Dropped && from is not NoticeStatus.Planned) ? NoticeMove.Back
        : NoticeMove.Forward;

    public static bool IsFinal(NoticeStatus status) => Rank(status) == Rank(NoticeStatus.Delivered);

    private static int Rank(NoticeStatus status) => status switch
    {
        NoticeStatus.Planned => 0,
        NoticeStatus.Sending => 1,
        NoticeStatus.Unknown => 2,
        NoticeStatus.Accepted => 3,
        NoticeStatus.Sent => 4,
        NoticeStatus.Delivered or NoticeStatus.Failed or NoticeStatus.Suppressed or NoticeStatus.Dropped => 5,
    };
}
