using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>Exports with the records' personal parts, opened.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261129080000_ExportDetails")]
public partial class ExportDetails : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE log_exports ADD COLUMN details INTEGER NOT NULL DEFAULT 0;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("ALTER TABLE log_exports DROP COLUMN details;");
}
