using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>
/// Whoever works at the clinic has tens of thousands of records in a quarter. A walk along them answers every rule out of the index itself,
/// and fetches no row that it then throws away.
/// </summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261129130000_WiderSearchIndexes")]
public partial class WiderSearchIndexes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX record_search_actor, record_search_staff;
        CREATE INDEX record_search_actor ON record_search (actor_id, at, record_id) INCLUDE (facet_id, visit_id, patient_id, staff_id) WHERE actor_id IS NOT NULL;
        CREATE INDEX record_search_staff ON record_search (staff_id, at, record_id) INCLUDE (facet_id, visit_id, patient_id, actor_id) WHERE staff_id IS NOT NULL;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        DROP INDEX record_search_actor, record_search_staff;
        CREATE INDEX record_search_actor ON record_search (actor_id, at, record_id) INCLUDE (facet_id) WHERE actor_id IS NOT NULL;
        CREATE INDEX record_search_staff ON record_search (staff_id, at, record_id) INCLUDE (facet_id) WHERE staff_id IS NOT NULL;
        """);
}
