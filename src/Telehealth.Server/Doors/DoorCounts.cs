using System.Collections.Concurrent;

namespace Telehealth.Server.Doors;

/// <summary>Counts what is refused to nobody in particular, so that a flood is a number in the log and not a flood of records.</summary>
internal sealed class DoorCounts
{
    private readonly ConcurrentDictionary<string, long> counts = new(StringComparer.Ordinal);

    public void Add(string what) => counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    /// <summary>Takes the counts out; adds are never lost between two takes.</summary>
    public IReadOnlyDictionary<string, long> Take()
    {
        var taken = new Dictionary<string, long>();
        foreach (var what in counts.Keys)
        {
            if (counts.TryRemove(what, out var count)) taken[what] = count;
        }

        return taken;
    }
}
