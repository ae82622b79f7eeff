using Npgsql;

namespace Telehealth.Server.Storage;

/// <summary>
/// A group as the few statements that write it, and their answers back to its writes. A statement changes a visit once, so a second write of the same
/// visit goes into a further one; between two that were decided on the same state it finds the first.
/// </summary>
internal sealed class PostgresGroup
{
    private readonly IReadOnlyList<GroupedWrite> _group;
    private readonly List<(NpgsqlBatchCommand Command, IReadOnlyList<int> Answers)> _parts = [];

    public PostgresGroup(IReadOnlyList<GroupedWrite> group)
    {
        _group = group;
        Add<RecordWrite>(w => PostgresParameters.OfRecords(PostgresSql.Records, w));
        var evaluated = group.OfType<VisitWrite>().Where(w => w.Fences.RulesVersion is not null).ToList();
        if (evaluated.Count > 0) _parts.Add((PostgresParameters.OfLocks(PostgresSql.Locks, evaluated), []));
        foreach (var round in Rounds()) AddVisits(round);
        Add<LookAgainWrite>(w => PostgresParameters.OfLooks(PostgresSql.Looks, w));
    }

    public async Task<CommitResult[]> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (command, _) in _parts) batch.BatchCommands.Add(command);

        // What has no condition is Committed.
        var results = new CommitResult[_group.Count];
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var (_, answers) in _parts)
        {
            foreach (var write in answers)
            {
                await reader.ReadAsync(cancellation);
                results[write] = (CommitResult)reader.GetInt32(0);
            }

            await reader.NextResultAsync(cancellation);
        }

        return results;
    }

    private void Add<TWrite>(Func<List<TWrite>, NpgsqlBatchCommand> command)
        where TWrite : GroupedWrite
    {
        var writes = _group.OfType<TWrite>().ToList();
        if (writes.Count > 0) _parts.Add((command(writes), []));
    }

    /// <summary>The visits' writes by their places in the group, each visit at most once in a round.</summary>
    private List<List<int>> Rounds()
    {
        var rounds = new List<List<int>>();
        var times = new Dictionary<Guid, int>();
        for (var i = 0; i < _group.Count; i++)
        {
            if (_group[i] is not VisitWrite write) continue;
            var round = times.GetValueOrDefault(write.Order);
            times[write.Order] = round + 1;
            if (round == rounds.Count) rounds.Add([]);
            rounds[round].Add(i);
        }

        return rounds;
    }

    private void AddVisits(List<int> round)
    {
        List<int> Those(Func<VisitWrite, bool> which) => [.. round.Where(i => which((VisitWrite)_group[i]))];
        AddVisits(PostgresSql.Beginnings, Those(w => w.IsNew));
        AddVisits(PostgresSql.Changes, Those(w => !w.IsNew && !w.UsesUp));
        foreach (var use in Those(w => !w.IsNew && w.UsesUp)) AddVisits(PostgresSql.Use, [use]);
    }

    private void AddVisits(PositionalSql sql, List<int> answers)
    {
        if (answers.Count > 0) _parts.Add((PostgresParameters.OfVisits(sql, [.. answers.Select(i => (VisitWrite)_group[i])]), answers));
    }
}
