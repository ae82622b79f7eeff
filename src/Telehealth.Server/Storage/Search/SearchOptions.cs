using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Storage.Search;

/// <summary>Settings of section <c>Search</c>: how the log is found again.</summary>
internal sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>Milliseconds between two looks for sealed records that the index does not hold; a full batch is followed at once. Default 1000; 50 to 60000.</summary>
    [Range(50, 60_000)]
    public int IndexEveryMilliseconds { get; set; } = 1000;

    /// <summary>Most records that are indexed in one transaction; on SQLite, where writers wait for it, never more than 100. Default 1000; 10 to 5000.</summary>
    [Range(10, 5000)]
    public int IndexBatch { get; set; } = 1000;

    /// <summary>How many days back a search looks that names no beginning. Default 90; 1 to 3650.</summary>
    [Range(1, 3650)]
    public int DefaultDays { get; set; } = 90;

    /// <summary>Seconds that one search may take before it is told to run as a saved one. Default 5; 1 to 60.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 5;

    /// <summary>Days for which what a saved search found is kept. Default 14; 1 to 365.</summary>
    [Range(1, 365)]
    public int SavedDays { get; set; } = 14;

    /// <summary>Most records that a saved search keeps. Default 100000; 100 to 1000000.</summary>
    [Range(100, 1_000_000)]
    public int SavedMost { get; set; } = 100_000;

    /// <summary>The clinic's working hours, for what happened outside of them: first hour of the day. Default 7; 0 to 23.</summary>
    [Range(0, 23)]
    public int OpensAtHour { get; set; } = 7;

    /// <summary>The hour at which working hours end. Default 20; 1 to 24.</summary>
    [Range(1, 24)]
    public int ClosesAtHour { get; set; } = 20;

    /// <summary>How many reads of patients or visits by one person within an hour are many. Default 60; 5 to 10000.</summary>
    [Range(5, 10_000)]
    public int BulkReadsPerHour { get; set; } = 60;
}
