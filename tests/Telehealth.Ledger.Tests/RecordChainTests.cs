using System.Text;

namespace Telehealth.Ledger.Tests;

public sealed class RecordChainTests
{
    private static readonly ReadOnlyMemory<byte>[] Good = [.. LawfulVisit.Whole().Lines.Select(l => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(l))];

    [Fact]
    public void An_untouched_chain_holds_to_its_head()
    {
        var verdict = RecordChain.Verify(Good);

        Assert.True(verdict.Intact);
        Assert.Equal((Good.Length, RecordHash.Of(Good[^1].Span)), (verdict.Length, verdict.Head));
    }

    [Fact]
    public void A_changed_byte_is_found_at_the_next_record()
    {
        var changed = Good.ToArray();
        var bytes = changed[3].ToArray();
        bytes[^5] ^= 1;
        changed[3] = bytes;

        Assert.Equal(4, RecordChain.Verify(changed).FirstBad?.Index);
    }

    [Fact]
    public void A_record_dropped_moved_or_repeated_is_found()
    {
        Assert.Equal(2, RecordChain.Verify([.. Good[..2], .. Good[3..]]).FirstBad?.Index);
        Assert.Equal(0, RecordChain.Verify(Good[1..]).FirstBad?.Index);
        Assert.Equal(2, RecordChain.Verify([.. Good[..2], Good[3], Good[2], .. Good[4..]]).FirstBad?.Index);
        Assert.Equal(2, RecordChain.Verify([.. Good[..2], Good[1], .. Good[2..]]).FirstBad?.Index);
    }

    [Fact]
    public void No_records_are_a_chain_of_length_none() => Assert.Equal(new(0, RecordHash.Zero, null), RecordChain.Verify([]));

    [Theory]
    [InlineData("")]
    [InlineData("{\"v\":1,\"stream\":\"\",\"seq\":1,\"prev\":\"0\"}")]
    [InlineData("{\"v\":1,\"stream\":\"a\\\"\",\"seq\":1,\"prev\":\"0\"}")]
    [InlineData("{\"v\":1,\"stream\":\"a\",\"seq\":-1,\"prev\":\"0\"}")]
    [InlineData("{\"v\":2,\"stream\":\"a\",\"seq\":1,\"prev\":\"0\"}")]
    [InlineData("{\"stream\":\"a\",\"v\":1,\"seq\":1,\"prev\":\"0\"}")]
    public void What_does_not_begin_like_a_record_is_none(string text) => Assert.Null(RecordPrefix.Read(Encoding.UTF8.GetBytes(text)));
}
