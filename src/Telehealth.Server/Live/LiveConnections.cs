using System.Collections.Concurrent;
using Telehealth.Domain;

namespace Telehealth.Server.Live;

/// <summary>The sockets of this process.</summary>
internal sealed class LiveConnections
{
    private readonly ConcurrentDictionary<string, LiveConnection> open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<StaffId, int> staff = new();

    public int Count => open.Count;
    public IEnumerable<LiveConnection> All => open.Values;

    public LiveConnection? Find(string connectionId) => open.GetValueOrDefault(connectionId);

    public bool IsHere(StaffId member) => staff.GetValueOrDefault(member) > 0;

    public void Add(LiveConnection connection)
    {
        if (open.TryAdd(connection.Id, connection) && connection.Visitor.Actor.Staff is { } member) staff.AddOrUpdate(member, 1, (_, count) => count + 1);
    }

    public void Remove(LiveConnection connection)
    {
        if (open.TryRemove(connection.Id, out _) && connection.Visitor.Actor.Staff is { } member) staff.AddOrUpdate(member, 0, (_, count) => count - 1);
    }

    public void AbortWhere(Func<LiveConnection, bool> which)
    {
        foreach (var connection in open.Values.Where(which)) connection.Abort();
    }
}
