using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>What searches of the log read. All of it can be made again from the records (<c>telehealth log reindex</c>); nothing of it is evidence.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128183000_SearchIndex")]
public partial class SearchIndex : Migration
{
    // The server's role may not change the schema; the one function that makes partitions runs with the rights of whoever migrated, makes
    // nothing else, and is given numbers only. What no partition is for lands in the last one, so indexing never waits for it.
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE search_facets (
            id integer PRIMARY KEY,
            key text NOT NULL UNIQUE,
            code text NOT NULL,
            outcome text NOT NULL,
            state text NULL,
            actor_kind text NOT NULL,
            role text NULL,
            area text NOT NULL,
            reasons text NOT NULL
        );
        CREATE TABLE search_days (
            day integer NOT NULL,
            facet_id integer NOT NULL,
            count bigint NOT NULL,
            PRIMARY KEY (day, facet_id)
        );
        CREATE TABLE search_progress (
            id integer PRIMARY KEY CHECK (id = 1),
            next_leaf bigint NOT NULL,
            rebuilding boolean NOT NULL
        );
        INSERT INTO search_progress (id, next_leaf, rebuilding) VALUES (1, 0, false);

        CREATE TABLE record_search (
            at bigint NOT NULL,
            record_id bigint NOT NULL,
            leaf_index bigint NOT NULL,
            visit_id uuid NULL,
            patient_id uuid NULL,
            actor_id uuid NULL,
            staff_id uuid NULL,
            facet_id integer NOT NULL,
            PRIMARY KEY (at, record_id) INCLUDE (facet_id)
        ) PARTITION BY RANGE (at);
        CREATE INDEX record_search_facet ON record_search (facet_id, at, record_id);
        CREATE INDEX record_search_visit ON record_search (visit_id, at, record_id) INCLUDE (facet_id) WHERE visit_id IS NOT NULL;
        CREATE INDEX record_search_patient ON record_search (patient_id, at, record_id) INCLUDE (facet_id) WHERE patient_id IS NOT NULL;
        CREATE INDEX record_search_actor ON record_search (actor_id, at, record_id) INCLUDE (facet_id) WHERE actor_id IS NOT NULL;
        CREATE INDEX record_search_staff ON record_search (staff_id, at, record_id) INCLUDE (facet_id) WHERE staff_id IS NOT NULL;
        CREATE TABLE record_search_other PARTITION OF record_search DEFAULT;

        CREATE TABLE saved_searches (
            id uuid PRIMARY KEY NOT NULL,
            query text NOT NULL,
            from_at bigint NOT NULL,
            to_at bigint NOT NULL,
            created_by uuid NOT NULL,
            created_at bigint NOT NULL,
            state text NOT NULL,
            place_at bigint NOT NULL,
            place_record bigint NOT NULL,
            found bigint NOT NULL,
            finished_at bigint NULL,
            claimed_until bigint NULL
        );
        CREATE TABLE saved_hits (
            search_id uuid NOT NULL,
            at bigint NOT NULL,
            record_id bigint NOT NULL,
            PRIMARY KEY (search_id, at, record_id)
        );

        CREATE FUNCTION refuse_index_change() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN
            IF (SELECT rebuilding FROM search_progress) THEN RETURN COALESCE(NEW, OLD); END IF;
            RAISE EXCEPTION 'the search index changes only while it is rebuilt' USING ERRCODE = 'restrict_violation';
        END $$;
        CREATE TRIGGER record_search_no_change BEFORE UPDATE OR DELETE ON record_search FOR EACH ROW EXECUTE FUNCTION refuse_index_change();

        CREATE FUNCTION make_search_partitions(first_at bigint, last_at bigint) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS
        $$
        DECLARE
            starts timestamp := date_trunc('quarter', to_timestamp(first_at / 1000000.0) AT TIME ZONE 'UTC');
            last timestamp := to_timestamp(last_at / 1000000.0) AT TIME ZONE 'UTC';
            made integer := 0;
            name text;
        BEGIN
            WHILE starts <= last AND made < 80 LOOP
                name := 'record_search_' || to_char(starts, 'YYYY"q"Q');
                IF to_regclass(name) IS NULL THEN
                    BEGIN
                        EXECUTE format('CREATE TABLE %I PARTITION OF record_search FOR VALUES FROM (%s) TO (%s)', name,
                            (extract(epoch FROM starts) * 1000000)::bigint, (extract(epoch FROM starts + interval '3 months') * 1000000)::bigint);
                        made := made + 1;
                    EXCEPTION
                        -- Another node was faster, or records of this quarter lie in the last partition already and stay there until a reindex.
                        WHEN duplicate_table OR check_violation OR invalid_object_definition THEN NULL;
                    END;
                END IF;
                starts := starts + interval '3 months';
            END LOOP;
            RETURN made;
        END $$;
        SELECT make_search_partitions(
            COALESCE((SELECT min(at) FROM records), (extract(epoch FROM now()) * 1000000)::bigint),
            (extract(epoch FROM now() + interval '12 months') * 1000000)::bigint);

        -- Searches no longer go over the records themselves: whoever commits one writes two entries instead of seven.
        DROP INDEX records_at;
        DROP INDEX records_visit;
        DROP INDEX records_patient;
        DROP INDEX records_actor;
        DROP INDEX records_refused;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP FUNCTION make_search_partitions(bigint, bigint);
        DROP TABLE saved_hits, saved_searches, record_search, search_facets, search_days, search_progress;
        DROP FUNCTION refuse_index_change();
        CREATE INDEX records_at ON records (at, id);
        CREATE INDEX records_visit ON records (visit_id, at, id) WHERE visit_id IS NOT NULL;
        CREATE INDEX records_patient ON records (patient_id, at, id) WHERE patient_id IS NOT NULL;
        CREATE INDEX records_actor ON records (actor_id, at, id) WHERE actor_id IS NOT NULL;
        CREATE INDEX records_refused ON records (at, id) WHERE refused;
        """);
}
