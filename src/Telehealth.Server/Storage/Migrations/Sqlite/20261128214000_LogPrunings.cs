using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>Which ranges of the log retention removed. Never altered, like the log.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261128214000_LogPrunings")]
public partial class LogPrunings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE log_prunings (
            pruned_before INTEGER PRIMARY KEY,
            from_leaf INTEGER NOT NULL UNIQUE CHECK (from_leaf >= 0 AND from_leaf < pruned_before),
            last_at INTEGER NOT NULL,
            archive TEXT NOT NULL CHECK (length(archive) = 64),
            pruned_at INTEGER NOT NULL
        ) STRICT;
        CREATE TRIGGER log_prunings_no_update BEFORE UPDATE ON log_prunings
        BEGIN SELECT RAISE(ABORT, 'log prunings are append-only'); END;
        CREATE TRIGGER log_prunings_no_delete BEFORE DELETE ON log_prunings
        BEGIN SELECT RAISE(ABORT, 'log prunings are append-only'); END;
        CREATE TRIGGER log_prunings_no_replace BEFORE INSERT ON log_prunings
        WHEN EXISTS (SELECT 1 FROM log_prunings WHERE pruned_before = NEW.pruned_before OR from_leaf = NEW.from_leaf)
        BEGIN SELECT RAISE(ABORT, 'log prunings are append-only'); END;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
