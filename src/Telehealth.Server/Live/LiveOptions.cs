using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Live;

/// <summary>Settings of section <c>Live</c>.</summary>
internal sealed class LiveOptions
{
    public const string Section = "Live";

    /// <summary>Calls per second that one connection may make in the long run. Default 20; 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int CallsPerSecond { get; set; } = 20;

    /// <summary>Calls that one connection may make at once. Default 60; 1 to 100000.</summary>
    [Range(1, 100_000)]
    public int CallBurst { get; set; } = 60;

    /// <summary>Signals per second that one connection may relay in the long run. Default 50; 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int SignalsPerSecond { get; set; } = 50;

    /// <summary>Signals that one connection may relay at once. Default 200; 1 to 10000.</summary>
    [Range(1, 10_000)]
    public int SignalBurst { get; set; } = 200;

    /// <summary>Versions kept for each visit, so that a client that was away gets what it missed. Default 32; 0 to 1000.</summary>
    [Range(0, 1_000)]
    public int ReplayVersions { get; set; } = 32;

    /// <summary>Seconds between two comparisons of the watched visits with the database. Default 5; 1 to 300.</summary>
    [Range(1, 300)]
    public int VersionCheckSeconds { get; set; } = 5;

    /// <summary>Calls of one connection that run side by side. Default 4; 1 to 16.</summary>
    [Range(1, 16)]
    public int ParallelCalls { get; set; } = 4;
}
