using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Live;

/// <summary>One socket: who is behind it, what it watches, and how fast it may talk.</summary>
internal sealed class LiveConnection(HubCallerContext context, Visitor visitor, TokenBucket calls, TokenBucket signals)
{
    private static readonly object Key = typeof(LiveConnection);

    public Visitor Visitor { get; } = visitor;
    public string Id => Visitor.ConnectionId;
    public TokenBucket Calls { get; } = calls;
    public TokenBucket Signals { get; } = signals;

    /// <summary>The visits that it joined, and as whom.</summary>
    public ConcurrentDictionary<VisitId, Audience> Visits { get; } = new();

    public bool WatchesOperations { get; set; }

    public static LiveConnection Of(HubCallerContext context) => (LiveConnection)context.Items[Key]!;

    public void Attach() => context.Items[Key] = this;

    public void Abort() => context.Abort();
}
