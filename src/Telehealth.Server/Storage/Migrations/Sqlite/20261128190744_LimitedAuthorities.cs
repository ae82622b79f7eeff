using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LimitedAuthorities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "compact",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "depends_on",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "encumbrances",
                table: "authorities",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<DateOnly>(
                name: "event_on",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "limit_days",
                table: "authorities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "limit_max",
                table: "authorities",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "limit_unit",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "limit_window",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "path",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "requires_clinician_in",
                table: "authorities",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");

            migrationBuilder.AddColumn<string>(
                name: "scope",
                table: "authorities",
                type: "TEXT",
                nullable: false,
                defaultValue: "Any");

            migrationBuilder.AddColumn<string>(
                name: "source_url",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "supersedes",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "telehealth_only",
                table: "authorities",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "verified_by",
                table: "authorities",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "authority_uses",
                columns: table => new
                {
                    visit_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    record_seq = table.Column<long>(type: "INTEGER", nullable: false),
                    clinician_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    authority_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    patient_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    first_day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    last_day = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_authority_uses", x => new { x.visit_id, x.record_seq });
                });

            migrationBuilder.CreateIndex(
                name: "IX_authority_uses_clinician_id_last_day",
                table: "authority_uses",
                columns: new[] { "clinician_id", "last_day" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "authority_uses");

            migrationBuilder.DropColumn(
                name: "compact",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "depends_on",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "encumbrances",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "event_on",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "limit_days",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "limit_max",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "limit_unit",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "limit_window",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "path",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "requires_clinician_in",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "scope",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "source_url",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "supersedes",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "telehealth_only",
                table: "authorities");

            migrationBuilder.DropColumn(
                name: "verified_by",
                table: "authorities");
        }
    }
}
