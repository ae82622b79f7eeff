using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>Exports of the log, and how far each is.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261128220000_LogExports")]
public partial class LogExports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE log_exports (
            id TEXT PRIMARY KEY NOT NULL,
            query TEXT NOT NULL,
            from_at INTEGER NULL,
            to_at INTEGER NULL,
            whole INTEGER NOT NULL,
            formats TEXT NOT NULL,
            purpose TEXT NOT NULL,
            origin_number INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            request_seq INTEGER NOT NULL,
            state TEXT NOT NULL,
            step TEXT NOT NULL,
            fault TEXT NULL,
            tree_size INTEGER NOT NULL,
            pruned_before INTEGER NOT NULL,
            first_leaf INTEGER NOT NULL,
            last_leaf INTEGER NOT NULL,
            total INTEGER NOT NULL,
            done INTEGER NOT NULL,
            place_at INTEGER NOT NULL,
            place_record INTEGER NOT NULL,
            records_bytes INTEGER NOT NULL,
            proofs_bytes INTEGER NOT NULL,
            file_bytes INTEGER NOT NULL,
            file_hash TEXT NULL,
            manifest_hash TEXT NULL,
            finished_seq INTEGER NOT NULL,
            finished_at INTEGER NULL,
            claimed_by TEXT NULL,
            claimed_until INTEGER NULL
        ) STRICT;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE log_exports;");
}
