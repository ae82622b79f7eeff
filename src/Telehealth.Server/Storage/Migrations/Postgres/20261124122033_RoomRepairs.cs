using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class RoomRepairs : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "reconciled_at",
                table: "vendor_rooms",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "reconciled",
                table: "vendor_events",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "reconciled",
                table: "attendances",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_leases", x => x.name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_vendor_rooms_reconciled_at",
                table: "vendor_rooms",
                column: "reconciled_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "leases");

            migrationBuilder.DropIndex(
                name: "IX_vendor_rooms_reconciled_at",
                table: "vendor_rooms");

            migrationBuilder.DropColumn(
                name: "reconciled_at",
                table: "vendor_rooms");

            migrationBuilder.DropColumn(
                name: "reconciled",
                table: "vendor_events");

            migrationBuilder.DropColumn(
                name: "reconciled",
                table: "attendances");
        }
    }
}
