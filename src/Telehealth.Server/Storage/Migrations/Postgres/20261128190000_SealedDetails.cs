using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>The personal parts of records, sealed; their keys; and what erasure, legal holds, disclosures and reviews need beside the log.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128190000_SealedDetails")]
public partial class SealedDetails : Migration
{
    // ENABLE ALWAYS: session_replication_role = replica skips ordinary triggers.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE record_details;

        CREATE TABLE record_secrets (
            hash text NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
            key_id uuid NOT NULL,
            nonce bytea NOT NULL CHECK (length(nonce) = 12),
            ciphertext bytea NOT NULL CHECK (length(ciphertext) >= 48)
        );

        CREATE TABLE detail_keys (
            id uuid NOT NULL PRIMARY KEY,
            patient_id uuid NULL UNIQUE,
            area text NULL UNIQUE,
            master_id text NOT NULL,
            wrapped bytea NULL CHECK (length(wrapped) = 60),
            created_at bigint NOT NULL,
            destroyed_at bigint NULL,
            CHECK ((patient_id IS NULL) <> (area IS NULL)),
            CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))
        );

        CREATE TABLE erasures (
            id uuid NOT NULL PRIMARY KEY,
            patient_id uuid NOT NULL,
            requested_by uuid NOT NULL,
            requested_at bigint NOT NULL,
            expires_at bigint NOT NULL,
            confirmed_by uuid NULL CHECK (confirmed_by <> requested_by),
            confirmed_at bigint NULL,
            withdrawn_by uuid NULL,
            withdrawn_at bigint NULL
        );
        CREATE INDEX erasures_patient ON erasures (patient_id, requested_at);

        CREATE TABLE legal_holds (
            id uuid NOT NULL PRIMARY KEY,
            patient_id uuid NOT NULL,
            visit_id uuid NULL,
            placed_by uuid NOT NULL,
            placed_at bigint NOT NULL,
            lifted_by uuid NULL,
            lifted_at bigint NULL
        );
        CREATE INDEX legal_holds_patient ON legal_holds (patient_id);

        CREATE TABLE disclosures (
            id uuid NOT NULL PRIMARY KEY,
            patient_id uuid NOT NULL,
            disclosed_at bigint NOT NULL,
            recorded_by uuid NOT NULL,
            recorded_at bigint NOT NULL,
            suspended_until bigint NULL,
            record_seq bigint NOT NULL
        );
        CREATE INDEX disclosures_patient ON disclosures (patient_id, disclosed_at);

        CREATE TABLE review_queue (
            record_id bigint NOT NULL PRIMARY KEY,
            signed_by uuid NULL,
            signed_at bigint NULL
        );
        CREATE INDEX review_queue_open ON review_queue (record_id) WHERE signed_at IS NULL;

        CREATE TABLE setting_marks (
            name text NOT NULL PRIMARY KEY,
            mark text NOT NULL
        );

        CREATE FUNCTION keep_detail_key() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF NEW.id <> OLD.id OR NEW.patient_id IS DISTINCT FROM OLD.patient_id OR NEW.area IS DISTINCT FROM OLD.area OR NEW.created_at <> OLD.created_at OR OLD.destroyed_at IS NOT NULL THEN
                RAISE EXCEPTION 'a detail key is only wrapped anew or destroyed' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE FUNCTION sign_review_once() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF OLD.signed_at IS NOT NULL OR NEW.record_id <> OLD.record_id THEN
                RAISE EXCEPTION 'a review is signed once' USING ERRCODE = 'restrict_violation';
            END IF;
            RETURN NEW;
        END $$;
        CREATE FUNCTION queue_review() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN INSERT INTO review_queue (record_id) VALUES (NEW.id); RETURN NULL; END $$;

        CREATE TRIGGER record_secrets_no_change BEFORE UPDATE OR DELETE ON record_secrets FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER record_secrets_no_truncate BEFORE TRUNCATE ON record_secrets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER detail_keys_no_update BEFORE UPDATE ON detail_keys FOR EACH ROW EXECUTE FUNCTION keep_detail_key();
        CREATE TRIGGER detail_keys_no_delete BEFORE DELETE ON detail_keys FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER detail_keys_no_truncate BEFORE TRUNCATE ON detail_keys FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER review_queue_no_update BEFORE UPDATE ON review_queue FOR EACH ROW EXECUTE FUNCTION sign_review_once();
        CREATE TRIGGER review_queue_no_delete BEFORE DELETE ON review_queue FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER review_queue_no_truncate BEFORE TRUNCATE ON review_queue FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        ALTER TABLE record_secrets ENABLE ALWAYS TRIGGER record_secrets_no_change;
        ALTER TABLE record_secrets ENABLE ALWAYS TRIGGER record_secrets_no_truncate;
        ALTER TABLE detail_keys ENABLE ALWAYS TRIGGER detail_keys_no_update;
        ALTER TABLE detail_keys ENABLE ALWAYS TRIGGER detail_keys_no_delete;
        ALTER TABLE detail_keys ENABLE ALWAYS TRIGGER detail_keys_no_truncate;
        ALTER TABLE review_queue ENABLE ALWAYS TRIGGER review_queue_no_update;
        ALTER TABLE review_queue ENABLE ALWAYS TRIGGER review_queue_no_delete;
        ALTER TABLE review_queue ENABLE ALWAYS TRIGGER review_queue_no_truncate;

        INSERT INTO review_queue (record_id) SELECT id FROM records WHERE code IN ('OutcomeCorrected', 'SafetyContinuationUsed');
        CREATE TRIGGER records_review AFTER INSERT ON records FOR EACH ROW WHEN (NEW.code IN ('OutcomeCorrected', 'SafetyContinuationUsed')) EXECUTE FUNCTION queue_review();
        ALTER TABLE records ENABLE ALWAYS TRIGGER records_review;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
