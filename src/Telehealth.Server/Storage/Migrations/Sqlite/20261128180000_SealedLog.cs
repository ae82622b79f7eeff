using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>The sealed log beside the records: what waits for its leaf, the leaves, the full tiles, the signed heads. Never altered, like the records.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261128180000_SealedLog")]
public partial class SealedLog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE record_queue (record_id INTEGER PRIMARY KEY) STRICT;

        CREATE TABLE record_leaves (
            leaf_index INTEGER PRIMARY KEY CHECK (leaf_index >= 0),
            record_id INTEGER NOT NULL UNIQUE,
            leaf_hash BLOB NOT NULL CHECK (length(leaf_hash) = 32)
        ) STRICT;

        CREATE TABLE log_origins (
            number INTEGER PRIMARY KEY CHECK (number > 0),
            origin TEXT NOT NULL UNIQUE,
            first_leaf INTEGER NOT NULL CHECK (first_leaf >= 0),
            started_at INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE log_keys (
            origin TEXT NOT NULL,
            vkey TEXT NOT NULL,
            since_size INTEGER NOT NULL CHECK (since_size >= 0),
            added_at INTEGER NOT NULL,
            PRIMARY KEY (origin, vkey)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE log_tiles (
            origin_number INTEGER NOT NULL,
            level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 7),
            tile_index INTEGER NOT NULL CHECK (tile_index >= 0),
            hashes BLOB NOT NULL CHECK (length(hashes) = 8192),
            PRIMARY KEY (origin_number, level, tile_index)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE log_checkpoints (
            origin TEXT NOT NULL,
            size INTEGER NOT NULL CHECK (size > 0),
            root BLOB NOT NULL CHECK (length(root) = 32),
            note TEXT NOT NULL,
            signed_at INTEGER NOT NULL,
            PRIMARY KEY (origin, size)
        ) STRICT, WITHOUT ROWID;

        INSERT INTO record_queue SELECT id FROM records;
        CREATE TRIGGER records_queue AFTER INSERT ON records
        BEGIN INSERT INTO record_queue (record_id) VALUES (NEW.id); END;

        CREATE TRIGGER record_queue_no_update BEFORE UPDATE ON record_queue
        BEGIN SELECT RAISE(ABORT, 'the queue of records is not changed'); END;
        CREATE TRIGGER record_queue_no_loss BEFORE DELETE ON record_queue
        WHEN NOT EXISTS (SELECT 1 FROM record_leaves WHERE record_id = OLD.record_id)
        BEGIN SELECT RAISE(ABORT, 'a record leaves the queue when it has its leaf'); END;

        CREATE TRIGGER record_leaves_no_update BEFORE UPDATE ON record_leaves
        BEGIN SELECT RAISE(ABORT, 'record leaves are append-only'); END;
        CREATE TRIGGER record_leaves_no_delete BEFORE DELETE ON record_leaves
        BEGIN SELECT RAISE(ABORT, 'record leaves are append-only'); END;
        CREATE TRIGGER record_leaves_no_replace BEFORE INSERT ON record_leaves
        WHEN EXISTS (SELECT 1 FROM record_leaves WHERE leaf_index = NEW.leaf_index)
          OR EXISTS (SELECT 1 FROM record_leaves WHERE record_id = NEW.record_id)
        BEGIN SELECT RAISE(ABORT, 'record leaves are append-only'); END;

        CREATE TRIGGER log_origins_no_update BEFORE UPDATE ON log_origins
        BEGIN SELECT RAISE(ABORT, 'log origins are append-only'); END;
        CREATE TRIGGER log_origins_no_delete BEFORE DELETE ON log_origins
        BEGIN SELECT RAISE(ABORT, 'log origins are append-only'); END;
        CREATE TRIGGER log_origins_no_replace BEFORE INSERT ON log_origins
        WHEN EXISTS (SELECT 1 FROM log_origins WHERE number = NEW.number OR origin = NEW.origin)
        BEGIN SELECT RAISE(ABORT, 'log origins are append-only'); END;

        CREATE TRIGGER log_keys_no_update BEFORE UPDATE ON log_keys
        BEGIN SELECT RAISE(ABORT, 'log keys are append-only'); END;
        CREATE TRIGGER log_keys_no_delete BEFORE DELETE ON log_keys
        BEGIN SELECT RAISE(ABORT, 'log keys are append-only'); END;
        CREATE TRIGGER log_keys_no_replace BEFORE INSERT ON log_keys
        WHEN EXISTS (SELECT 1 FROM log_keys WHERE origin = NEW.origin AND vkey = NEW.vkey)
        BEGIN SELECT RAISE(ABORT, 'log keys are append-only'); END;

        CREATE TRIGGER log_tiles_no_update BEFORE UPDATE ON log_tiles
        BEGIN SELECT RAISE(ABORT, 'log tiles are append-only'); END;
        CREATE TRIGGER log_tiles_no_delete BEFORE DELETE ON log_tiles
        BEGIN SELECT RAISE(ABORT, 'log tiles are append-only'); END;
        CREATE TRIGGER log_tiles_no_replace BEFORE INSERT ON log_tiles
        WHEN EXISTS (SELECT 1 FROM log_tiles WHERE origin_number = NEW.origin_number AND level = NEW.level AND tile_index = NEW.tile_index)
        BEGIN SELECT RAISE(ABORT, 'log tiles are append-only'); END;

        CREATE TRIGGER log_checkpoints_no_update BEFORE UPDATE ON log_checkpoints
        BEGIN SELECT RAISE(ABORT, 'log checkpoints are append-only'); END;
        CREATE TRIGGER log_checkpoints_no_delete BEFORE DELETE ON log_checkpoints
        BEGIN SELECT RAISE(ABORT, 'log checkpoints are append-only'); END;
        CREATE TRIGGER log_checkpoints_only_grow BEFORE INSERT ON log_checkpoints
        WHEN EXISTS (SELECT 1 FROM log_checkpoints WHERE origin = NEW.origin AND size >= NEW.size)
        BEGIN SELECT RAISE(ABORT, 'log checkpoints only grow'); END;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
