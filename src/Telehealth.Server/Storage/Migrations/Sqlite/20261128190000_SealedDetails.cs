using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>The personal parts of records, sealed; their keys; and what erasure, legal holds, disclosures and reviews need beside the log.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261128190000_SealedDetails")]
public partial class SealedDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE record_details;

        CREATE TABLE record_secrets (
            hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
            key_id TEXT NOT NULL,
            nonce BLOB NOT NULL CHECK (length(nonce) = 12),
            ciphertext BLOB NOT NULL CHECK (length(ciphertext) >= 48)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE detail_keys (
            id TEXT NOT NULL PRIMARY KEY,
            patient_id TEXT NULL UNIQUE,
            area TEXT NULL UNIQUE,
            master_id TEXT NOT NULL,
            wrapped BLOB NULL CHECK (length(wrapped) = 60),
            created_at INTEGER NOT NULL,
            destroyed_at INTEGER NULL,
            CHECK ((patient_id IS NULL) <> (area IS NULL)),
            CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE erasures (
            id TEXT NOT NULL PRIMARY KEY,
            patient_id TEXT NOT NULL,
            requested_by TEXT NOT NULL,
            requested_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            confirmed_by TEXT NULL CHECK (confirmed_by <> requested_by),
            confirmed_at INTEGER NULL,
            withdrawn_by TEXT NULL,
            withdrawn_at INTEGER NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX erasures_patient ON erasures (patient_id, requested_at);

        CREATE TABLE legal_holds (
            id TEXT NOT NULL PRIMARY KEY,
            patient_id TEXT NOT NULL,
            visit_id TEXT NULL,
            placed_by TEXT NOT NULL,
            placed_at INTEGER NOT NULL,
            lifted_by TEXT NULL,
            lifted_at INTEGER NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX legal_holds_patient ON legal_holds (patient_id);

        CREATE TABLE disclosures (
            id TEXT NOT NULL PRIMARY KEY,
            patient_id TEXT NOT NULL,
            disclosed_at INTEGER NOT NULL,
            recorded_by TEXT NOT NULL,
            recorded_at INTEGER NOT NULL,
            suspended_until INTEGER NULL,
            record_seq INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX disclosures_patient ON disclosures (patient_id, disclosed_at);

        CREATE TABLE review_queue (
            record_id INTEGER PRIMARY KEY,
            signed_by TEXT NULL,
            signed_at INTEGER NULL
        ) STRICT;
        CREATE INDEX review_queue_open ON review_queue (record_id) WHERE signed_at IS NULL;

        CREATE TABLE setting_marks (
            name TEXT NOT NULL PRIMARY KEY,
            mark TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER record_secrets_no_update BEFORE UPDATE ON record_secrets
        BEGIN SELECT RAISE(ABORT, 'record secrets are append-only'); END;
        CREATE TRIGGER record_secrets_no_delete BEFORE DELETE ON record_secrets
        BEGIN SELECT RAISE(ABORT, 'record secrets are append-only'); END;
        CREATE TRIGGER record_secrets_no_replace BEFORE INSERT ON record_secrets
        WHEN EXISTS (SELECT 1 FROM record_secrets WHERE hash = NEW.hash)
        BEGIN SELECT RAISE(ABORT, 'record secrets are append-only'); END;

        CREATE TRIGGER detail_keys_no_delete BEFORE DELETE ON detail_keys
        BEGIN SELECT RAISE(ABORT, 'detail keys are not deleted'); END;
        CREATE TRIGGER detail_keys_no_update BEFORE UPDATE ON detail_keys
        WHEN NEW.id <> OLD.id OR NEW.patient_id IS NOT OLD.patient_id OR NEW.area IS NOT OLD.area OR NEW.created_at <> OLD.created_at OR OLD.destroyed_at IS NOT NULL
        BEGIN SELECT RAISE(ABORT, 'a detail key is only wrapped anew or destroyed'); END;
        CREATE TRIGGER detail_keys_no_replace BEFORE INSERT ON detail_keys
        WHEN EXISTS (SELECT 1 FROM detail_keys WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM detail_keys WHERE patient_id = NEW.patient_id)
          OR EXISTS (SELECT 1 FROM detail_keys WHERE area = NEW.area)
        BEGIN SELECT RAISE(ABORT, 'detail keys are not replaced'); END;

        INSERT INTO review_queue (record_id) SELECT id FROM records WHERE code IN ('OutcomeCorrected', 'SafetyContinuationUsed');
        CREATE TRIGGER records_review AFTER INSERT ON records WHEN NEW.code IN ('OutcomeCorrected', 'SafetyContinuationUsed')
        BEGIN INSERT INTO review_queue (record_id) VALUES (NEW.id); END;
        CREATE TRIGGER review_queue_no_delete BEFORE DELETE ON review_queue
        BEGIN SELECT RAISE(ABORT, 'reviews are not deleted'); END;
        CREATE TRIGGER review_queue_no_update BEFORE UPDATE ON review_queue WHEN OLD.signed_at IS NOT NULL OR NEW.record_id <> OLD.record_id
        BEGIN SELECT RAISE(ABORT, 'a review is signed once'); END;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
