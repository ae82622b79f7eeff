using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RuleData : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "hash",
                table: "rule_set",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "consent_wordings",
                columns: table => new
                {
                    version = table.Column<string>(type: "text", nullable: false),
                    language = table.Column<string>(type: "text", nullable: false),
                    hash = table.Column<string>(type: "text", nullable: false),
                    in_force_from = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_consent_wordings", x => new { x.version, x.language });
                });

            migrationBuilder.CreateTable(
                name: "rule_contents",
                columns: table => new
                {
                    hash = table.Column<string>(type: "text", nullable: false),
                    files = table.Column<byte[]>(type: "bytea", nullable: false),
                    kept_at = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rule_contents", x => x.hash);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "consent_wordings");

            migrationBuilder.DropTable(
                name: "rule_contents");

            migrationBuilder.DropColumn(
                name: "hash",
                table: "rule_set");
        }
    }
}
