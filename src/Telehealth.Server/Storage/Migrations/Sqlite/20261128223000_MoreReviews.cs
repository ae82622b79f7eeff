using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Sqlite;

/// <summary>What else has to be looked at by somebody: chosen exemptions, visits that went out of licence while they ran, wrong persons, unexpected guests; and where a signature's record stands.</summary>
[DbContext(typeof(SqliteTelehealthDb))]
[Migration("20261128223000_MoreReviews")]
public partial class MoreReviews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE review_queue ADD COLUMN signed_seq INTEGER NULL;

        INSERT OR IGNORE INTO review_queue (record_id)
        SELECT id FROM records WHERE code IN ('ExemptionChosen', 'WrongPersonReported', 'UnexpectedGuestPutOut')
            OR (code = 'AlertRaised' AND instr(CAST(bytes AS TEXT), '"alert":"ContinuationDenied"') > 0);

        DROP TRIGGER records_review;
        CREATE TRIGGER records_review AFTER INSERT ON records
        WHEN NEW.code IN ('OutcomeCorrected', 'SafetyContinuationUsed', 'ExemptionChosen', 'WrongPersonReported', 'UnexpectedGuestPutOut')
            OR (NEW.code = 'AlertRaised' AND instr(CAST(NEW.bytes AS TEXT), '"alert":"ContinuationDenied"') > 0)
        BEGIN INSERT INTO review_queue (record_id) VALUES (NEW.id); END;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
