using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>Exports with the records' personal parts, opened.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261129080000_ExportDetails")]
public partial class ExportDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE log_exports ADD COLUMN details boolean NOT NULL DEFAULT false;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE log_exports DROP COLUMN details;");
}
