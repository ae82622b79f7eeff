namespace Telehealth.Benchmarks.Load;

/// <summary>The actions of one pair that are on their way. Answers and envelopes arrive on different lines and in either order.</summary>
internal sealed class Flights
{
    private readonly Dictionary<int, long> _unanswered = [];
    private readonly Dictionary<long, long> _unheard = [];
    private long _heardVersion;
    private long _heardAt;

    public int Count => _unanswered.Count + _unheard.Count;

    public bool AllAnswered => _unanswered.Count == 0;

    public void Sent(int id, long intended) => _unanswered[id] = intended;

    /// <summary>A refused action flies no further.</summary>
    public void Refused(int id) => _unanswered.Remove(id);

    /// <summary>True when the patient has heard this version already: the action is done.</summary>
    public bool Answered(int id, long version, long now, out long intended, out long doneAt)
    {
        doneAt = Math.Min(now, _heardAt);
        if (!_unanswered.Remove(id, out intended)) return false;
        if (version <= _heardVersion) return true;
        _unheard[version] = intended;
        return false;
    }

    /// <summary>Intended times of the actions that are done by this; a version overtaken by a newer envelope is heard with it.</summary>
    public long[] Heard(long version, long now)
    {
        if (version <= _heardVersion) return [];
        (_heardVersion, _heardAt) = (version, now);
        var done = _unheard.Where(waiting => waiting.Key <= version).ToArray();
        foreach (var (heard, _) in done) _unheard.Remove(heard);
        return [.. done.Select(waiting => waiting.Value)];
    }
}
