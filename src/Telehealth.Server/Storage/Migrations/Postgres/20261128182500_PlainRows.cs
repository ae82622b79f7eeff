using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>
/// Rows of visits and records of up to a page stay as they are: squeezing two kilobytes anew with each commit was a sixth of the database's work.
/// A setting of storage alone; no row is touched, and the log's triggers stand.
/// </summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128182500_PlainRows")]
public partial class PlainRows : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE visits SET (toast_tuple_target = 8160);
        ALTER TABLE records SET (toast_tuple_target = 8160);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE visits RESET (toast_tuple_target);
        ALTER TABLE records RESET (toast_tuple_target);
        """);
}
