using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>Promised effects happen, once where once is all that is allowed, and whoever gives up says so.</summary>
public abstract class OutboxTests(DatabaseFixture database) : IAsyncLifetime
{
    private readonly ConcurrentBag<Guid> _done = [];
    private DatabaseNode _node = null!;

    public async Task InitializeAsync()
    {
        _node = await DatabaseNode.StartAsync(database.ConnectionString);
        await using var db = await _node.OpenAsync();
        await db.Outbox.ExecuteDeleteAsync();
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Two_dispatchers_do_each_effect_once()
    {
        await PromiseAsync("test.once", 200);
        var dispatchers = new[] { Dispatcher(new Works("test.once", _done)), Dispatcher(new Works("test.once", _done)) };

        await Task.WhenAll(dispatchers.Select(d => Task.Run(() => d.DispatchOnceAsync(default))));

        Assert.Equal(200, _done.Count);
        Assert.Equal(200, _done.Distinct().Count());
        Assert.Equal(200, await CountAsync(OutboxState.Done));
    }

    [Fact]
    public async Task What_fails_is_tried_again_later_and_is_dead_after_the_last_try()
    {
        await PromiseAsync("test.fails", 1);
        var dispatcher = Dispatcher(new Fails("test.fails", new OutboxException("VENDOR_DOWN")));

        Assert.Equal(1, await dispatcher.DispatchOnceAsync(default));
        Assert.Equal(0, await dispatcher.DispatchOnceAsync(default));
        for (var attempt = 2; attempt <= 8; attempt++)
        {
            _node.Time.Advance(TimeSpan.FromMinutes(11));
            Assert.Equal(1, await dispatcher.DispatchOnceAsync(default));
        }

        var row = await SingleAsync();
        Assert.Equal((OutboxState.Dead, 8, "VENDOR_DOWN"), (row.State, row.Attempts, row.LastErrorCode));
    }

    [Fact]
    public async Task What_cannot_succeed_is_dead_at_once()
    {
        await PromiseAsync("test.final", 1);
        await Dispatcher(new Fails("test.final", new OutboxException("NUMBER_UNREACHABLE", final: true))).DispatchOnceAsync(default);
        Assert.Equal(OutboxState.Dead, (await SingleAsync()).State);
    }

    [Fact]
    public async Task An_effect_that_may_happen_only_once_is_unknown_after_a_fault_and_not_repeated()
    {
        await PromiseAsync("test.sms", 1);
        var dispatcher = Dispatcher(new Fails("test.sms", new IOException("the line went dead"), atMostOnce: true));
        await dispatcher.DispatchOnceAsync(default);
        _node.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(0, await dispatcher.DispatchOnceAsync(default));
        Assert.Equal(OutboxState.Unknown, (await SingleAsync()).State);
    }

    [Theory]
    [InlineData(true, nameof(OutboxState.Unknown))]
    [InlineData(false, nameof(OutboxState.Done))]
    public async Task What_a_killed_process_had_claimed_is_unknown_or_done_by_another(bool atMostOnce, string expected)
    {
        await PromiseAsync("test.killed", 1);
        var handler = new Works("test.killed", _done, atMostOnce);
        Assert.Single(await Store().ClaimAsync([handler], _node.Now, 10, default));

        var survivor = Dispatcher(handler);
        Assert.Equal(0, await survivor.DispatchOnceAsync(default));
        _node.Time.Advance(TimeSpan.FromMinutes(2));
        await survivor.DispatchOnceAsync(default);

        Assert.Equal(expected, (await SingleAsync()).State.ToString());
    }

    [Fact]
    public async Task A_kind_that_nobody_handles_waits()
    {
        await PromiseAsync("test.later", 1);
        Assert.Equal(0, await Dispatcher(new Works("test.other", _done)).DispatchOnceAsync(default));
        Assert.Equal(OutboxState.Pending, (await SingleAsync()).State);
    }

    private OutboxStore Store() => ActivatorUtilities.CreateInstance<OutboxStore>(_node.Get<IServiceProvider>());

    private OutboxDispatcher Dispatcher(IOutboxHandler handler) => new(
        Store(), new OutboxSignal(), [handler], _node.Get<IOptions<StorageOptions>>(), _node.Time, NullLogger<OutboxDispatcher>.Instance);

    private Task<bool> PromiseAsync(string kind, int count) => _node.Clinic.ExecuteAsync(
        Actor.System,
        (work, _) =>
        {
            work.Db.Outbox.AddRange(Enumerable.Range(0, count).Select(_ => new OutboxRow
            {
                Id = Guid.NewGuid(), Kind = kind, VisitId = new VisitId(Guid.NewGuid()), Payload = "{}", CreatedAt = work.Now, DueAt = work.Now,
            }));
            return Task.FromResult(true);
        },
        default);

    private async Task<int> CountAsync(OutboxState state)
    {
        await using var db = await _node.OpenAsync();
        return await db.Outbox.CountAsync(o => o.State == state);
    }

    private async Task<OutboxRow> SingleAsync()
    {
        await using var db = await _node.OpenAsync();
        return await db.Outbox.AsNoTracking().SingleAsync();
    }

    private sealed class Works(string kind, ConcurrentBag<Guid> done, bool atMostOnce = false) : IOutboxHandler
    {
        public string Kind => kind;

        public bool AtMostOnce => atMostOnce;

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellation)
        {
            done.Add(message.Id);
            return Task.CompletedTask;
        }
    }

    private sealed class Fails(string kind, Exception fault, bool atMostOnce = false) : IOutboxHandler
    {
        public string Kind => kind;

        public bool AtMostOnce => atMostOnce;

        public Task HandleAsync(OutboxMessage message, CancellationToken cancellation) => Task.FromException(fault);
    }
}

public sealed class OutboxOnSqliteTests(SqliteDatabase database) : OutboxTests(database), IClassFixture<SqliteDatabase>;

public sealed class OutboxOnPostgresTests(PostgresDatabase database) : OutboxTests(database), IClassFixture<PostgresDatabase>;
