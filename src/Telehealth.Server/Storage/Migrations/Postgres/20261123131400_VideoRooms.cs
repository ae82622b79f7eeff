using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class VideoRooms : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attendances",
                columns: table => new
                {
                    connection_id = table.Column<string>(type: "text", nullable: false),
                    room_id = table.Column<string>(type: "text", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    participant_id = table.Column<Guid>(type: "uuid", nullable: false),
                    from = table.Column<long>(type: "bigint", nullable: true),
                    to = table.Column<long>(type: "bigint", nullable: true),
                    end = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attendances", x => x.connection_id);
                });

            migrationBuilder.CreateTable(
                name: "vendor_events",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    dedup_key = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    room_id = table.Column<string>(type: "text", nullable: false),
                    connection_id = table.Column<string>(type: "text", nullable: true),
                    identity = table.Column<string>(type: "text", nullable: true),
                    at = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    decided_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vendor_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "vendor_rooms",
                columns: table => new
                {
                    room_id = table.Column<string>(type: "text", nullable: false),
                    video_provider = table.Column<string>(type: "text", nullable: false),
                    visit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ended_at = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_vendor_rooms", x => x.room_id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attendances_room_id",
                table: "attendances",
                column: "room_id");

            migrationBuilder.CreateIndex(
                name: "IX_attendances_visit_id",
                table: "attendances",
                column: "visit_id");

            migrationBuilder.CreateIndex(
                name: "IX_vendor_events_dedup_key",
                table: "vendor_events",
                column: "dedup_key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_vendor_events_state_at",
                table: "vendor_events",
                columns: new[] { "state", "at" });

            migrationBuilder.CreateIndex(
                name: "IX_vendor_rooms_visit_id",
                table: "vendor_rooms",
                column: "visit_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attendances");

            migrationBuilder.DropTable(
                name: "vendor_events");

            migrationBuilder.DropTable(
                name: "vendor_rooms");
        }
    }
}
