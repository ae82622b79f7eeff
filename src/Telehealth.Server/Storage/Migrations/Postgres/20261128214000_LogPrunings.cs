using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>Which ranges of the log retention removed. Never altered, like the log. The search index is not emptied by who only writes to it.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128214000_LogPrunings")]
public partial class LogPrunings : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE log_prunings (
            pruned_before bigint PRIMARY KEY,
            from_leaf bigint NOT NULL UNIQUE CHECK (from_leaf >= 0 AND from_leaf < pruned_before),
            last_at bigint NOT NULL,
            archive text NOT NULL CHECK (length(archive) = 64),
            pruned_at bigint NOT NULL
        );
        CREATE TRIGGER log_prunings_no_change BEFORE UPDATE OR DELETE ON log_prunings FOR EACH ROW EXECUTE FUNCTION refuse_change();
        CREATE TRIGGER log_prunings_no_truncate BEFORE TRUNCATE ON log_prunings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
        ALTER TABLE log_prunings ENABLE ALWAYS TRIGGER log_prunings_no_change;
        ALTER TABLE log_prunings ENABLE ALWAYS TRIGGER log_prunings_no_truncate;

        CREATE FUNCTION refuse_index_truncate() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF (SELECT rebuilding FROM search_progress) THEN RETURN NULL; END IF;
            RAISE EXCEPTION 'the search index is emptied only to be rebuilt' USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER record_search_no_truncate BEFORE TRUNCATE ON record_search FOR EACH STATEMENT EXECUTE FUNCTION refuse_index_truncate();
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
