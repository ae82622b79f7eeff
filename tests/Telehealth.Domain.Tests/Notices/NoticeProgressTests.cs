using CsCheck;
using Telehealth.Domain.Notices;

namespace Telehealth.Domain.Tests.Notices;

public class NoticeProgressTests
{
    private static readonly Gen<NoticeStatus> Status = Gen.Enum<NoticeStatus>();

    [Fact]
    public void However_news_is_shuffled_and_repeated_a_notice_never_goes_back() => Status.Array[0, 30].Sample(news =>
    {
        var (now, seen) = (NoticeStatus.Planned, new HashSet<NoticeStatus> { NoticeStatus.Planned });
        foreach (var told in news)
        {
            if (NoticeProgress.Decide(now, told) is not NoticeMove.Forward) continue;
            Assert.False(NoticeProgress.IsFinal(now), "a final notice moved");
            Assert.True(seen.Add(told), "a notice came back to where it was");
            now = told;
        }
    });

    [Fact]
    public void Every_order_of_the_same_news_ends_the_same() => Gen.Shuffle(new[] { NoticeStatus.Accepted, NoticeStatus.Sent, NoticeStatus.Delivered }).Sample(news =>
        Assert.Equal(NoticeStatus.Delivered, news.Aggregate(NoticeStatus.Sending, (now, told) => NoticeProgress.Decide(now, told) is NoticeMove.Forward ? told : now)));

    [Theory]
    [InlineData(NoticeStatus.Unknown, NoticeStatus.Delivered, NoticeMove.Forward)]
    [InlineData(NoticeStatus.Unknown, NoticeStatus.Accepted, NoticeMove.Forward)]
    [InlineData(NoticeStatus.Sending, NoticeStatus.Suppressed, NoticeMove.Forward)]
    [InlineData(NoticeStatus.Sent, NoticeStatus.Sent, NoticeMove.Same)]
    [InlineData(NoticeStatus.Delivered, NoticeStatus.Failed, NoticeMove.Back)]
    [InlineData(NoticeStatus.Accepted, NoticeStatus.Sending, NoticeMove.Back)]
    [InlineData(NoticeStatus.Sending, NoticeStatus.Dropped, NoticeMove.Back)]
    public void News_moves_a_notice(NoticeStatus from, NoticeStatus told, NoticeMove move) => Assert.Equal(move, NoticeProgress.Decide(from, told));
}
