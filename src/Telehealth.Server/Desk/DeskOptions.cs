using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Desk;

/// <summary>Settings of section <c>Desk</c>.</summary>
internal sealed class DeskOptions
{
    public const string Section = "Desk";

    /// <summary>Seconds that a command waits for another one on the same visit before it is told UNAVAILABLE. Default 5; 1 to 60.</summary>
    [Range(1, 60)]
    public int LeaseSeconds { get; set; } = 5;

    /// <summary>New decisions after a clash, before the caller is told VERSION_CONFLICT. Default 5; 1 to 20.</summary>
    [Range(1, 20)]
    public int NewDecisions { get; set; } = 5;

    /// <summary>Visits whose last commit is kept in memory. Default 20000; 100 to 1000000.</summary>
    [Range(100, 1_000_000)]
    public int CachedVisits { get; set; } = 20_000;

    /// <summary>Seconds between two looks for visits at which a rule of time is due. Default 1; 1 to 60.</summary>
    [Range(1, 60)]
    public int SweepSeconds { get; set; } = 1;

    /// <summary>Visits taken per look. Default 200; 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int SweepMax { get; set; } = 200;
}
