using System.Text;
using Telehealth.Server.Features.AuthorityImport;

namespace Telehealth.Server.Tests.Features.AuthorityImport;

public sealed class CsvTests
{
    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a,b\r\n1,2\r\n")]
    [InlineData("a,b\r1,2")]
    [InlineData("\uFEFFa,b\n\n1,2")]
    [InlineData("\"a\",\"b\"\n 1 ,\"2\"")]
    public void The_usual_spellings_of_a_table_are_the_same(string text)
    {
        var (rows, problem) = Csv.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(problem);
        Assert.Equal([["a", "b"], ["1", "2"]], rows.Select(r => r.Cells));
    }

    [Fact]
    public void A_quoted_field_may_hold_commas_quotes_and_lines_and_lines_are_counted_on()
    {
        var (rows, _) = Csv.Read("a\n\"x, \"\"y\"\"\nz\"\nlast"u8);
        Assert.Equal("x, \"y\"\nz", rows[1].Cells[0]);
        Assert.Equal([1, 2, 4], rows.Select(r => r.Line));
    }

    [Theory]
    [InlineData("a\n\"never ends")]
    [InlineData("a\nmid\"dle")]
    [InlineData("a\n\"x\"y")]
    [InlineData("a\nnull\0byte")]
    public void What_is_broken_is_told_and_not_mended(string text) => Assert.NotNull(Csv.Read(Encoding.UTF8.GetBytes(text)).Problem);

    [Fact]
    public void Other_encodings_and_what_is_too_large_are_refused()
    {
        Assert.Contains("UTF-8", Csv.Read(Encoding.Latin1.GetBytes("é")).Problem, StringComparison.Ordinal);
        Assert.Contains("UTF-8", Csv.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a,b\n\u00e9")]).Problem, StringComparison.Ordinal);
        Assert.NotNull(Csv.Read(new byte[Csv.MostBytes + 1]).Problem);
        Assert.NotNull(Csv.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a\n", Csv.MostRows + 2)))).Problem);
        Assert.NotNull(Csv.Read(Encoding.UTF8.GetBytes(new string(',', Csv.MostColumns + 1))).Problem);
        Assert.NotNull(Csv.Read(Encoding.UTF8.GetBytes(new string('a', Csv.LongestCell + 1))).Problem);
    }
}
