using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class EvaluationByRecord : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "evaluated_seq",
                table: "visits",
                type: "bigint",
                nullable: true);

            migrationBuilder.Sql(
                """
                UPDATE visits SET evaluated_seq = (
                    SELECT MAX(e.seq) FROM records e WHERE e.stream = 'visit:' || lower(CAST(visits.id AS TEXT)) AND e.seq > 0 AND e.code = 'LicensureEvaluated')
                """);

            migrationBuilder.DropColumn(
                name: "last_decision",
                table: "visits");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "evaluated_seq",
                table: "visits");

            migrationBuilder.AddColumn<string>(
                name: "last_decision",
                table: "visits",
                type: "text",
                nullable: true);
        }
    }
}
