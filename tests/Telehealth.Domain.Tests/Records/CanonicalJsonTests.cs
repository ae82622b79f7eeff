using System.Text;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Records;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("{\"a\":1}", null)]
    [InlineData("{\"a\":[null,-5,\"é\\n\\u0001\\\"\"],\"b\":{}}", null)]
    [InlineData("{\"a\": 1}", "JSON, but not in its canonical spelling")]
    [InlineData("{\"a\":1}\n", "JSON, but not in its canonical spelling")]
    [InlineData("{\"a\":\"\\u0041\"}", "JSON, but not in its canonical spelling")]
    [InlineData("{\"a\":\"\\/\"}", "JSON, but not in its canonical spelling")]
    [InlineData("{\"a\":-0}", "JSON, but not in its canonical spelling")]
    [InlineData("{\"a\":1.0}", "a number that is not a whole one")]
    [InlineData("{\"a\":1e3}", "a number that is not a whole one")]
    [InlineData("{\"a\":9223372036854775808}", "a number that is not a whole one")]
    [InlineData("{\"a\":true}", "a true or false, where records have 1 and 0")]
    [InlineData("{\"a\":1", "not JSON")]
    [InlineData("{\"a\":01}", "not JSON")]
    [InlineData("{\"a\":\"\\ud800\"}", "not JSON")]
    [InlineData("", "not JSON")]
    public void Only_the_canonical_spelling_passes(string json, string? problem) =>
        Assert.Equal(problem, CanonicalJson.Problem(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void More_than_16_KiB_is_no_record() =>
        Assert.Equal("longer than 16384 bytes", CanonicalJson.Problem(Encoding.UTF8.GetBytes($"\"{new string('x', 16_384)}\"")));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_no_record() => Assert.Equal("not JSON", CanonicalJson.Problem([(byte)'"', 0xff, (byte)'"']));

    [Theory]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1,\"stream\"", "\"stream\"")]
    [InlineData("\"code\":\"VisitHeld\"", "\"code\":\"VisitHold\"")]
    [InlineData("\"phase\":\"Waiting\"", "\"phase\":\"waiting\"")]
    [InlineData("\"phase\":\"Waiting\"", "\"phase\":\"1\"")]
    [InlineData("\"version\":3", "\"version\":\"3\"")]
    [InlineData("\"version\":4}", "\"version\":4,\"extra\":1}")]
    [InlineData("\"before\":{\"phase\":\"Waiting\",\"version\":3}", "\"before\":{\"version\":3,\"phase\":\"Waiting\"}")]
    [InlineData("18:00:00.123456Z", "18:00:00.123Z")]
    [InlineData("\"reasons\":[]", "\"reasons\":[1]")]
    [InlineData("\"detail\":null", "\"detail\":0")]
    [InlineData("\"kind\":\"Staff\"", "\"kind\":\"Staff\",\"kind\":\"Staff\"")]
    public void A_record_with_anything_out_of_its_place_is_refused(string part, string instead)
    {
        using var writer = new CanonicalWriter();
        RecordWriter.Write(writer, Samples.Frame(new EventEntry(new VisitHeld())), new EventEntry(new VisitHeld()));
        var good = Encoding.UTF8.GetString(writer.Written);
        Assert.Contains(part, good, StringComparison.Ordinal);
        Assert.IsType<EventEntry>(VisitRecords.Decode(Encoding.UTF8.GetBytes(good)).Entry);

        Assert.Throws<RecordFormatException>(() => VisitRecords.Decode(Encoding.UTF8.GetBytes(good.Replace(part, instead, StringComparison.Ordinal))));
    }

    [Fact]
    public void A_lone_surrogate_is_written_the_same_way_each_time()
    {
        using var writer = new CanonicalWriter();
        writer.Value("a\ud800b");
        Assert.Equal("\"a\ufffdb\"", Encoding.UTF8.GetString(writer.Written));
    }

    [Fact]
    public void A_clinic_record_is_canonical_and_chained()
    {
        var entry = new ClinicEntry(
            "AuthorityAdded", new Dictionary<string, string> { ["staff"] = Ask.Clinician.ToString() },
            new Dictionary<string, object?> { ["kind"] = "FullLicense", ["jurisdictions"] = new[] { "UT" }, ["factsVersion"] = 5L, ["active"] = true, ["none"] = null },
            Detail: new Dictionary<string, string> { ["number"] = "UT-100" });
        var (record, head) = ClinicRecords.Encode("authorities", entry, Actor.System, Samples.At, RecordHead.Empty, () => new byte[32]);

        Assert.Null(CanonicalJson.Problem(record.Bytes.Span));
        Assert.Equal(new(1, record.Hash), head);
        Assert.Equal(Ask.Clinician, record.Subject.Staff);
        Assert.Equal(
            "{\"v\":1,\"stream\":\"clinic:authorities\",\"seq\":1,\"prev\":\"" + RecordHead.Empty.Hash + "\",\"at\":\"2026-11-23T18:00:00.123456Z\","
            + "\"code\":\"AuthorityAdded\",\"actor\":{\"kind\":\"System\"},\"subject\":{\"staff\":\"00000000-0000-0000-0000-0000000000c1\"},\"before\":null,"
            + "\"after\":{\"active\":1,\"factsVersion\":5,\"jurisdictions\":[\"UT\"],\"kind\":\"FullLicense\",\"none\":null},\"reasons\":[],"
            + "\"detail\":\"" + RecordWriter.Commit(record.Detail!) + "\"}",
            Encoding.UTF8.GetString(record.Bytes.Span));
    }

    [Fact]
    public void A_read_stands_outside_any_chain()
    {
        var record = ClinicRecords.EncodeUnchained("reads:visits", new("VisitReadRefused", new Dictionary<string, string>(), Reasons: ["NOT_ALLOWED"]), Actor.System, Samples.At, () => new byte[32]);

        Assert.Equal(0, record.Seq);
        Assert.True(record.Refused);
        Assert.Contains("\"seq\":0,\"prev\":null", Encoding.UTF8.GetString(record.Bytes.Span), StringComparison.Ordinal);
    }
}
