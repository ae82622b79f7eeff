using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>Exports of the log, and how far each is.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128220000_LogExports")]
public partial class LogExports : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE log_exports (
            id uuid PRIMARY KEY NOT NULL,
            query text NOT NULL,
            from_at bigint NULL,
            to_at bigint NULL,
            whole boolean NOT NULL,
            formats text NOT NULL,
            purpose text NOT NULL,
            origin_number bigint NOT NULL,
            created_by uuid NOT NULL,
            created_at bigint NOT NULL,
            request_seq bigint NOT NULL,
            state text NOT NULL,
            step text NOT NULL,
            fault text NULL,
            tree_size bigint NOT NULL,
            pruned_before bigint NOT NULL,
            first_leaf bigint NOT NULL,
            last_leaf bigint NOT NULL,
            total bigint NOT NULL,
            done bigint NOT NULL,
            place_at bigint NOT NULL,
            place_record bigint NOT NULL,
            records_bytes bigint NOT NULL,
            proofs_bytes bigint NOT NULL,
            file_bytes bigint NOT NULL,
            file_hash text NULL,
            manifest_hash text NULL,
            finished_seq bigint NOT NULL,
            finished_at bigint NULL,
            claimed_by uuid NULL,
            claimed_until bigint NULL
        );
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("DROP TABLE log_exports;");
}
