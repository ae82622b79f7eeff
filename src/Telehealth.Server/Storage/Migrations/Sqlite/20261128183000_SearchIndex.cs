using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>What searches of the log read. All of it can be made again from the records (<c>telehealth log reindex</c>); nothing of it is evidence.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261128183000_SearchIndex")]
public partial class SearchIndex : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        CREATE TABLE search_facets (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            code TEXT NOT NULL,
            outcome TEXT NOT NULL,
            state TEXT NULL,
            actor_kind TEXT NOT NULL,
            role TEXT NULL,
            area TEXT NOT NULL,
            reasons TEXT NOT NULL
        ) STRICT;
        CREATE TABLE search_days (
            day INTEGER NOT NULL,
            facet_id INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (day, facet_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE search_progress (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            next_leaf INTEGER NOT NULL,
            rebuilding INTEGER NOT NULL CHECK (rebuilding IN (0, 1))
        ) STRICT;
        INSERT INTO search_progress (id, next_leaf, rebuilding) VALUES (1, 0, 0);

        CREATE TABLE record_search (
            at INTEGER NOT NULL,
            record_id INTEGER NOT NULL,
            leaf_index INTEGER NOT NULL,
            visit_id TEXT NULL,
            patient_id TEXT NULL,
            actor_id TEXT NULL,
            staff_id TEXT NULL,
            facet_id INTEGER NOT NULL,
            PRIMARY KEY (at, record_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX record_search_facet ON record_search (facet_id, at, record_id);
        CREATE INDEX record_search_visit ON record_search (visit_id, at, record_id, facet_id) WHERE visit_id IS NOT NULL;
        CREATE INDEX record_search_patient ON record_search (patient_id, at, record_id, facet_id) WHERE patient_id IS NOT NULL;
        CREATE INDEX record_search_actor ON record_search (actor_id, at, record_id, facet_id) WHERE actor_id IS NOT NULL;
        CREATE INDEX record_search_staff ON record_search (staff_id, at, record_id, facet_id) WHERE staff_id IS NOT NULL;

        CREATE TABLE saved_searches (
            id TEXT PRIMARY KEY NOT NULL,
            query TEXT NOT NULL,
            from_at INTEGER NOT NULL,
            to_at INTEGER NOT NULL,
            created_by TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            state TEXT NOT NULL,
            place_at INTEGER NOT NULL,
            place_record INTEGER NOT NULL,
            found INTEGER NOT NULL,
            finished_at INTEGER NULL,
            claimed_until INTEGER NULL
        ) STRICT;
        CREATE TABLE saved_hits (
            search_id TEXT NOT NULL,
            at INTEGER NOT NULL,
            record_id INTEGER NOT NULL,
            PRIMARY KEY (search_id, at, record_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER record_search_no_update BEFORE UPDATE ON record_search
        BEGIN SELECT RAISE(ABORT, 'the search index changes only while it is rebuilt'); END;
        CREATE TRIGGER record_search_no_delete BEFORE DELETE ON record_search WHEN (SELECT rebuilding FROM search_progress) = 0
        BEGIN SELECT RAISE(ABORT, 'the search index changes only while it is rebuilt'); END;

        -- Searches no longer go over the records themselves: whoever commits one writes two entries instead of seven.
        DROP INDEX records_at;
        DROP INDEX records_visit;
        DROP INDEX records_patient;
        DROP INDEX records_actor;
        DROP INDEX records_refused;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP TABLE saved_hits;
        DROP TABLE saved_searches;
        DROP TABLE record_search;
        DROP TABLE search_facets;
        DROP TABLE search_days;
        DROP TABLE search_progress;
        CREATE INDEX records_at ON records (at, id);
        CREATE INDEX records_visit ON records (visit_id, at, id) WHERE visit_id IS NOT NULL;
        CREATE INDEX records_patient ON records (patient_id, at, id) WHERE patient_id IS NOT NULL;
        CREATE INDEX records_actor ON records (actor_id, at, id) WHERE actor_id IS NOT NULL;
        CREATE INDEX records_refused ON records (at, id) WHERE refused = 1;
        """);
}
