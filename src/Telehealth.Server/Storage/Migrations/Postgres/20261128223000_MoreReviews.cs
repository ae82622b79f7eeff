using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Server.Storage.Migrations.Postgres;

/// <summary>What else has to be looked at by somebody: chosen exemptions, visits that went out of licence while they ran, wrong persons, unexpected guests; and where a signature's record stands.</summary>
[DbContext(typeof(PostgresTelehealthDb))]
[Migration("20261128223000_MoreReviews")]
public partial class MoreReviews : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        ALTER TABLE review_queue ADD COLUMN signed_seq bigint NULL;

        INSERT INTO review_queue (record_id)
        SELECT id FROM records WHERE code IN ('ExemptionChosen', 'WrongPersonReported', 'UnexpectedGuestPutOut')
            OR (code = 'AlertRaised' AND position('"alert":"ContinuationDenied"'::bytea IN bytes) > 0)
        ON CONFLICT DO NOTHING;

        DROP TRIGGER records_review ON records;
        CREATE TRIGGER records_review AFTER INSERT ON records FOR EACH ROW
        WHEN (NEW.code IN ('OutcomeCorrected', 'SafetyContinuationUsed', 'ExemptionChosen', 'WrongPersonReported', 'UnexpectedGuestPutOut')
            OR (NEW.code = 'AlertRaised' AND position('"alert":"ContinuationDenied"'::bytea IN NEW.bytes) > 0))
        EXECUTE FUNCTION queue_review();
        ALTER TABLE records ENABLE ALWAYS TRIGGER records_review;
        """);

    // The log outlives every version of the program: there is no way back past it.
    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("The log is not removed by a migration.");
}
