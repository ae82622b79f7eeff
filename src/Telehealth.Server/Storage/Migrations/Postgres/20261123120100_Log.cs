using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>The log's tables. Never altered; they grow by side tables.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261123120100_Log")]
public partial class Log : Migration
{
    // ENABLE ALWAYS: session_replication_role = replica skips ordinary triggers.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE records (
            id bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) PRIMARY KEY,
            stream text NOT NULL,
            seq bigint NOT NULL CHECK (seq >= 0),
            at bigint NOT NULL,
            code text NOT NULL,
            visit_id uuid NULL,
            patient_id uuid NULL,
            actor_kind text NOT NULL,
            actor_id uuid NULL,
            participant_id uuid NULL,
            staff_id uuid NULL,
            refused boolean NOT NULL,
            hash text NOT NULL CHECK (length(hash) = 64),
            bytes bytea NOT NULL CHECK (length(bytes) <= 16384)
        );
        CREATE UNIQUE INDEX records_stream_seq ON records (stream, seq) WHERE seq > 0;
        CREATE INDEX records_at ON records (at, id);
        CREATE INDEX records_visit ON records (visit_id, at, id) WHERE visit_id IS NOT NULL;
        CREATE INDEX records_patient ON records (patient_id, at, id) WHERE patient_id IS NOT NULL;
        CREATE INDEX records_actor ON records (actor_id, at, id) WHERE actor_id IS NOT NULL;
        CREATE INDEX records_refused ON records (at, id) WHERE refused;

        CREATE TABLE record_details (
            hash text NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
            salt bytea NOT NULL CHECK (length(salt) = 32),
            plaintext bytea NOT NULL
        );

        CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;

        CREATE TRIGGER records_no_change BEFORE UPDATE OR DELETE ON records FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER records_no_truncate BEFORE TRUNCATE ON records FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER record_details_no_change BEFORE UPDATE OR DELETE ON record_details FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER record_details_no_truncate BEFORE TRUNCATE ON record_details FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        ALTER TABLE records ENABLE ALWAYS TRIGGER records_no_change;
        ALTER TABLE records ENABLE ALWAYS TRIGGER records_no_truncate;
        ALTER TABLE record_details ENABLE ALWAYS TRIGGER record_details_no_change;
        ALTER TABLE record_details ENABLE ALWAYS TRIGGER record_details_no_truncate;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
