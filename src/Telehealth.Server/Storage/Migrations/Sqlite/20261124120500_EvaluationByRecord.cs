using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite
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
                type: "INTEGER",
                nullable: true);

            // In plain SQL: dropped through the builder, a column rebuilds the whole table, outside the transaction.
            migrationBuilder.Sql(
                """
                UPDATE visits SET evaluated_seq = (
                    SELECT MAX(e.seq) FROM records e WHERE e.stream = 'visit:' || lower(CAST(visits.id AS TEXT)) AND e.seq > 0 AND e.code = 'LicensureEvaluated');
                ALTER TABLE visits DROP COLUMN last_decision;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                ALTER TABLE visits ADD COLUMN last_decision TEXT NULL;
                ALTER TABLE visits DROP COLUMN evaluated_seq;
                """);
        }
    }
}
