using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Storage;

internal enum StorageEngine { Sqlite, Postgres }

/// <summary>Settings of section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    public const string Section = "Storage";

    /// <summary>Overrides what the connection string says; normally absent.</summary>
    public StorageEngine? Engine { get; set; }

    /// <summary>Most commits that share one transaction. Default 64; 1 to 256.</summary>
    [Range(1, 256)]
    public int GroupMax { get; set; } = 64;

    /// <summary>Seconds that a commit may wait for its turn before the caller is told UNAVAILABLE. Default 5; 1 to 60.</summary>
    [Range(1, 60)]
    public int WaitSeconds { get; set; } = 5;

    /// <summary>Seconds that connecting or one statement may take, and that SQLite waits for a lock. Default 5; 1 to 60.</summary>
    [Range(1, 60)]
    public int CommandSeconds { get; set; } = 5;

    /// <summary>Largest size of a SQLite file in megabytes, so that it cannot fill the disk; what does not fit any more is UNAVAILABLE. Default 0: no limit; at most 1000000.</summary>
    [Range(0, 1_000_000)]
    public int SqliteMaxMegabytes { get; set; }

    /// <summary>Seconds between two looks at the outbox; a commit with effects wakes it at once. Default 2; 1 to 60.</summary>
    [Range(1, 60)]
    public int OutboxPollSeconds { get; set; } = 2;

    /// <summary>Seconds for which a claimed effect is ours. Default 60; 10 to 600.</summary>
    [Range(10, 600)]
    public int OutboxClaimSeconds { get; set; } = 60;

    /// <summary>Tries before an effect is given up as dead. Default 8; 1 to 20.</summary>
    [Range(1, 20)]
    public int OutboxAttempts { get; set; } = 8;

    /// <summary>Days for which effects that were done are kept; what failed or is unknown stays until a person has looked. Default 7; 1 to 365.</summary>
    [Range(1, 365)]
    public int OutboxDays { get; set; } = 7;

    /// <summary>Days for which sessions are kept after they ran out, and wrong tries at a link after the last. Default 7; 1 to 365.</summary>
    [Range(1, 365)]
    public int SessionDays { get; set; } = 7;

    /// <summary>Days for which a command's first outcome is kept; repeated after that, it is a new command. Default 90; 7 to 3650.</summary>
    [Range(7, 3650)]
    public int CommandDays { get; set; } = 90;
}
