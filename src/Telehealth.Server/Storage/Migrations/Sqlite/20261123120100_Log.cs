using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>The log's tables. Never altered: SQLite rebuilds a table that is, and the rebuild drops its triggers.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261123120100_Log")]
public partial class Log : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE records (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            stream TEXT NOT NULL,
            seq INTEGER NOT NULL CHECK (seq >= 0),
            at INTEGER NOT NULL,
            code TEXT NOT NULL,
            visit_id TEXT NULL,
            patient_id TEXT NULL,
            actor_kind TEXT NOT NULL,
            actor_id TEXT NULL,
            participant_id TEXT NULL,
            staff_id TEXT NULL,
            refused INTEGER NOT NULL CHECK (refused IN (0, 1)),
            hash TEXT NOT NULL CHECK (length(hash) = 64),
            bytes BLOB NOT NULL CHECK (length(bytes) <= 16384)
        ) STRICT;
        CREATE UNIQUE INDEX records_stream_seq ON records (stream, seq) WHERE seq > 0;
        CREATE INDEX records_at ON records (at, id);
        CREATE INDEX records_visit ON records (visit_id, at, id) WHERE visit_id IS NOT NULL;
        CREATE INDEX records_patient ON records (patient_id, at, id) WHERE patient_id IS NOT NULL;
        CREATE INDEX records_actor ON records (actor_id, at, id) WHERE actor_id IS NOT NULL;
        CREATE INDEX records_refused ON records (at, id) WHERE refused = 1;

        CREATE TABLE record_details (
            hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
            salt BLOB NOT NULL CHECK (length(salt) = 32),
            plaintext BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER records_no_update BEFORE UPDATE ON records
        BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
        CREATE TRIGGER records_no_delete BEFORE DELETE ON records
        BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
        CREATE TRIGGER records_no_replace BEFORE INSERT ON records
        WHEN EXISTS (SELECT 1 FROM records WHERE id = NEW.id)
          OR EXISTS (SELECT 1 FROM records WHERE stream = NEW.stream AND seq = NEW.seq AND seq > 0)
        BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;

        CREATE TRIGGER record_details_no_update BEFORE UPDATE ON record_details
        BEGIN SELECT RAISE(ABORT, 'record details are append-only'); END;
        CREATE TRIGGER record_details_no_delete BEFORE DELETE ON record_details
        BEGIN SELECT RAISE(ABORT, 'record details are append-only'); END;
        CREATE TRIGGER record_details_no_replace BEFORE INSERT ON record_details
        WHEN EXISTS (SELECT 1 FROM record_details WHERE hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'record details are append-only'); END;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
