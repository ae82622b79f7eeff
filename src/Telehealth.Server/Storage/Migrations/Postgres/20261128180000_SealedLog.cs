using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>The sealed log beside the records: what waits for its leaf, the leaves, the full tiles, the signed heads. Never altered, like the records.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128180000_SealedLog")]
public partial class SealedLog : Migration
{
    // The queue is filled by a trigger, so that no writer can forget it, and emptied a thousand rows at a time: the vacuum must not wait for a fifth of it.
    // The lock: a record that another transaction is just writing is either among those that are queued here, or meets the trigger.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        LOCK TABLE records IN SHARE ROW EXCLUSIVE MODE;

        CREATE TABLE record_queue (record_id bigint PRIMARY KEY)
            WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);

        CREATE TABLE record_leaves (
            leaf_index bigint PRIMARY KEY CHECK (leaf_index >= 0),
            record_id bigint NOT NULL UNIQUE,
            leaf_hash bytea NOT NULL CHECK (octet_length(leaf_hash) = 32)
        );

        CREATE TABLE log_origins (
            number bigint PRIMARY KEY CHECK (number > 0),
            origin text NOT NULL UNIQUE,
            first_leaf bigint NOT NULL CHECK (first_leaf >= 0),
            started_at bigint NOT NULL
        );

        CREATE TABLE log_keys (
            origin text NOT NULL,
            vkey text NOT NULL,
            since_size bigint NOT NULL CHECK (since_size >= 0),
            added_at bigint NOT NULL,
            PRIMARY KEY (origin, vkey)
        );

        CREATE TABLE log_tiles (
            origin_number bigint NOT NULL,
            level bigint NOT NULL CHECK (level BETWEEN 0 AND 7),
            tile_index bigint NOT NULL CHECK (tile_index >= 0),
            hashes bytea NOT NULL CHECK (octet_length(hashes) = 8192),
            PRIMARY KEY (origin_number, level, tile_index)
        );

        CREATE TABLE log_checkpoints (
            origin text NOT NULL,
            size bigint NOT NULL CHECK (size > 0),
            root bytea NOT NULL CHECK (octet_length(root) = 32),
            note text NOT NULL,
            signed_at bigint NOT NULL,
            PRIMARY KEY (origin, size)
        );

        INSERT INTO record_queue SELECT id FROM records;

        CREATE FUNCTION queue_record() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO record_queue (record_id) VALUES (NEW.id); RETURN NULL; END $$;
        CREATE TRIGGER records_queue AFTER INSERT ON records FOR EACH ROW EXECUTE FUNCTION queue_record();
        ALTER TABLE records ENABLE ALWAYS TRIGGER records_queue;

        CREATE FUNCTION refuse_unsealed() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF EXISTS (SELECT 1 FROM gone LEFT JOIN record_leaves USING (record_id) WHERE leaf_index IS NULL) THEN
                RAISE EXCEPTION 'a record leaves the queue when it has its leaf' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NULL;
        END $$;
        CREATE TRIGGER record_queue_no_loss AFTER DELETE ON record_queue REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION refuse_unsealed();
        CREATE TRIGGER record_queue_no_update BEFORE UPDATE ON record_queue FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER record_queue_no_truncate BEFORE TRUNCATE ON record_queue FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        ALTER TABLE record_queue ENABLE ALWAYS TRIGGER record_queue_no_loss;
        ALTER TABLE record_queue ENABLE ALWAYS TRIGGER record_queue_no_update;
        ALTER TABLE record_queue ENABLE ALWAYS TRIGGER record_queue_no_truncate;

        CREATE FUNCTION refuse_smaller_checkpoint() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF EXISTS (SELECT 1 FROM log_checkpoints WHERE origin = NEW.origin AND size >= NEW.size) THEN
                RAISE EXCEPTION 'log checkpoints only grow' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE TRIGGER log_checkpoints_only_grow BEFORE INSERT ON log_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_smaller_checkpoint();
        ALTER TABLE log_checkpoints ENABLE ALWAYS TRIGGER log_checkpoints_only_grow;

        CREATE TRIGGER record_leaves_no_change BEFORE UPDATE OR DELETE ON record_leaves FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER record_leaves_no_truncate BEFORE TRUNCATE ON record_leaves FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_origins_no_change BEFORE UPDATE OR DELETE ON log_origins FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_origins_no_truncate BEFORE TRUNCATE ON log_origins FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_keys_no_change BEFORE UPDATE OR DELETE ON log_keys FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_keys_no_truncate BEFORE TRUNCATE ON log_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_tiles_no_change BEFORE UPDATE OR DELETE ON log_tiles FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_tiles_no_truncate BEFORE TRUNCATE ON log_tiles FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_checkpoints_no_change BEFORE UPDATE OR DELETE ON log_checkpoints FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_checkpoints_no_truncate BEFORE TRUNCATE ON log_checkpoints FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        ALTER TABLE record_leaves ENABLE ALWAYS TRIGGER record_leaves_no_change;
        ALTER TABLE record_leaves ENABLE ALWAYS TRIGGER record_leaves_no_truncate;
        ALTER TABLE log_origins ENABLE ALWAYS TRIGGER log_origins_no_change;
        ALTER TABLE log_origins ENABLE ALWAYS TRIGGER log_origins_no_truncate;
        ALTER TABLE log_keys ENABLE ALWAYS TRIGGER log_keys_no_change;
        ALTER TABLE log_keys ENABLE ALWAYS TRIGGER log_keys_no_truncate;
        ALTER TABLE log_tiles ENABLE ALWAYS TRIGGER log_tiles_no_change;
        ALTER TABLE log_tiles ENABLE ALWAYS TRIGGER log_tiles_no_truncate;
        ALTER TABLE log_checkpoints ENABLE ALWAYS TRIGGER log_checkpoints_no_change;
        ALTER TABLE log_checkpoints ENABLE ALWAYS TRIGGER log_checkpoints_no_truncate;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
