using System.Collections.Concurrent;
using Telehealth.Domain.Notices;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Notices;

/// <summary>The last messages of a development machine, in memory, to be read on the page of notices. Never made outside Development.</summary>
internal sealed class DevelopmentNotices
{
    private const int Most = 200;
    private readonly ConcurrentQueue<OutgoingNotice> last = new();

    public void Add(OutgoingNotice notice)
    {
        last.Enqueue(notice);
        while (last.Count > Most && last.TryDequeue(out _))
        {
        }
    }

    public OutgoingNotice? Find(Guid notice) => last.FirstOrDefault(n => n.Id == notice);
}

/// <summary>Stands in for a channel that nobody has set up.</summary>
internal sealed class DevelopmentSender(NoticeChannel channel, DevelopmentNotices notices) : INoticeSender
{
    public NoticeChannel Channel => channel;

    public Task<NoticeReceipt> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        notices.Add(notice);
        return Task.FromResult(new NoticeReceipt($"dev-{notice.Id:N}"));
    }
}
