using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Doors;

/// <summary>Settings of section <c>RateLimits</c>.</summary>
internal sealed class RateLimitOptions
{
    public const string Section = "RateLimits";

    /// <summary>Tries to join, or looks at a link, per minute from one source. Default 60; 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int JoinPerMinute { get; set; } = 60;

    /// <summary>Tries to sign in per minute from one source. Default 20; 1 to 1000000.</summary>
    [Range(1, 1_000_000)]
    public int SignInPerMinute { get; set; } = 20;

    /// <summary>Tests of the video service per minute from one source. Default 6; 1 to 1000.</summary>
    [Range(1, 1_000)]
    public int VendorTestPerMinute { get; set; } = 6;

    /// <summary>Largest accepted request body in bytes. Default 65536; 1024 to 1048576.</summary>
    [Range(1024, 1_048_576)]
    public int MaxBodyBytes { get; set; } = 65_536;
}
