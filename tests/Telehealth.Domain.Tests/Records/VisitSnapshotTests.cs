using System.Text;
using System.Text.Json;
using CsCheck;
using NodaTime;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Records;

public sealed class VisitSnapshotTests
{
    [Fact]
    public void A_visit_reads_back_as_it_was() => Gen.Int.Sample(
        seed =>
        {
            var visit = Histories.Any(seed).Visit;
            var bytes = VisitSnapshots.Write(visit);
            var read = VisitSnapshots.Read(bytes);

            Assert.Equal(bytes, VisitSnapshots.Write(read));
            Assert.Equal((visit.Phase, visit.PlannedEnd, visit.Version), (read.Phase, read.PlannedEnd, read.Version));
            Assert.Equal(visit.Participants, read.Participants.AsEnumerable());
        },
        iter: 150);

    [Fact]
    public void What_is_written_by_hand_is_what_is_read_to_the_byte() => Gen.Int.Sample(
        seed =>
        {
            foreach (var visit in new[] { Histories.Any(seed).Visit, Populated.Of<Visit>(seed) })
            {
                Assert.Equal(JsonSerializer.Serialize(visit, SnapshotJson.Default.Visit), Encoding.UTF8.GetString(VisitSnapshots.Write(visit)));
            }
        },
        iter: 100);

    [Fact]
    public void What_an_older_program_did_not_write_reads_as_unset()
    {
        var read = VisitSnapshots.Read("{\"id\":\"10000000-0000-0000-0000-000000000001\",\"version\":3,\"somethingNewer\":[1]}"u8);
        var plain = Visit.Unscheduled(Samples.Visit) with { Version = 3 };

        Assert.Equal(VisitSnapshots.Write(plain), VisitSnapshots.Write(read));
    }

    [Fact]
    public void Derived_members_are_not_stored() =>
        Assert.DoesNotContain("phase", Encoding.UTF8.GetString(VisitSnapshots.Write(Visit.Unscheduled(Samples.Visit))), StringComparison.Ordinal);

    [Fact]
    public void Something_else_is_no_snapshot() => Assert.Throws<RecordFormatException>(() => VisitSnapshots.Read("[]"u8));
}
