using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.Notices;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using DeskKind = Telehealth.Server.Storage.Model.WorkItemKind;
using WorkItem = Telehealth.Server.Storage.Model.WorkItem;

namespace Telehealth.Server.Tests.Notices;

/// <summary>What channels tell of notices, in whatever order, and who wants none.</summary>
public abstract class NoticeBookTests(DatabaseFixture database) : IAsyncLifetime
{
    private static readonly EphemeralDataProtectionProvider Protection = new();
    private readonly VisitId visit = new(Guid.NewGuid());
    private DatabaseNode node = null!;

    private INoticeNews News => node.Get<INoticeNews>();

    public async Task InitializeAsync() => node = await StartAsync();

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task News_moves_a_notice_forward_with_its_record_and_never_back()
    {
        var id = await PlannedAsync(NoticeStatus.Sending);

        Assert.True(await News.AdvanceAsync(id, NoticeStatus.Delivered, "SM1", null, default));
        Assert.True(await News.AdvanceAsync(id, NoticeStatus.Sent, "SM1", null, default));
        Assert.True(await News.AdvanceAsync(id, NoticeStatus.Delivered, "SM1", null, default));

        var row = await FindAsync(id);
        Assert.Equal((NoticeStatus.Delivered, "SM1", null), (row.Status, row.VendorId, row.Secret));
        Assert.Equal(["NoticeAdvanced", "NoticeNewsIgnored"], await RecordsAsync());
    }

    [Fact]
    public async Task News_of_a_notice_that_nobody_made_is_told_so() => Assert.False(await News.AdvanceAsync(Guid.NewGuid(), NoticeStatus.Sent, null, null, default));

    [Fact]
    public async Task A_notice_of_which_nobody_knows_is_an_item_until_news_comes()
    {
        var id = await PlannedAsync(NoticeStatus.Sending);

        await News.AdvanceAsync(id, NoticeStatus.Unknown, null, "TIMEOUT", default);
        Assert.Null(Assert.Single(await ItemsAsync(DeskKind.NoticeUnknown)).DoneAt);
        await News.AdvanceAsync(id, NoticeStatus.Sent, "SM1", null, default);

        Assert.NotNull(Assert.Single(await ItemsAsync(DeskKind.NoticeUnknown)).DoneAt);
    }

    [Fact]
    public async Task A_number_that_is_none_is_flagged_to_the_front_desk_once()
    {
        foreach (var id in new[] { await PlannedAsync(NoticeStatus.Sending), await PlannedAsync(NoticeStatus.Sending) })
            await News.AdvanceAsync(id, NoticeStatus.Failed, null, NoticeCodes.NumberInvalid, default);

        Assert.Single(await ItemsAsync(DeskKind.NumberFlagged));
    }

    [Fact]
    public async Task An_address_that_asked_for_silence_is_silent_until_it_asks_again_and_after_a_restart()
    {
        const string Written = "(801) 555-0142", Called = "+18015550142";
        await News.SuppressAsync(NoticeChannel.Sms, Called, true, default);
        await News.SuppressAsync(NoticeChannel.Sms, Called, true, default);
        if (!database.SeveralNodes) await node.DisposeAsync();
        var restarted = await StartAsync();
        var book = restarted.Get<NoticeBook>();

        Assert.True(await book.IsSuppressedAsync(NoticeChannel.Sms, Written, default));
        Assert.False(await book.IsSuppressedAsync(NoticeChannel.Email, Written, default));
        await book.SuppressAsync(NoticeChannel.Sms, Written, false, default);
        Assert.False(await book.IsSuppressedAsync(NoticeChannel.Sms, Called, default));
        if (database.SeveralNodes) await node.DisposeAsync();
        node = restarted;
    }

    [Fact]
    public async Task The_book_and_its_records_hold_no_address()
    {
        await News.SuppressAsync(NoticeChannel.Sms, "+18015550143", true, default);
        await using var db = await node.OpenAsync();
        var written = await db.Suppressions.Select(s => s.AddressHash).ToListAsync();
        var records = await db.Records.Where(r => r.Stream == "clinic:notices").Select(r => r.Bytes).ToListAsync();
        Assert.All([.. written, .. records.Select(System.Text.Encoding.UTF8.GetString)], t => Assert.DoesNotContain("5550143", t));
    }

    private Task<DatabaseNode> StartAsync() => DatabaseNode.StartAsync(database.ConnectionString, more: services =>
    {
        services.AddSingleton<IDataProtectionProvider>(Protection).AddSingleton<AddressHashes>().AddSingleton<NoticeBook>();
        services.AddSingleton<INoticeNews>(p => p.GetRequiredService<NoticeBook>());
    });

    private Task<Guid> PlannedAsync(NoticeStatus status) => node.Clinic.ExecuteAsync(Actor.System, (work, _) =>
    {
        var id = Guid.NewGuid();
        work.Db.Notices.Add(new NoticeRow
        {
            Id = id, VisitId = visit, ParticipantId = new ParticipantId(visit.Value), Kind = NoticeKind.VisitCancelled, Channel = NoticeChannel.Sms, Cause = id.ToString(),
            StartsAt = work.Now, Status = status, At = work.Now, UpdatedAt = work.Now, Secret = "sealed",
        });
        return Task.FromResult(id);
    }, default);

    private async Task<NoticeRow> FindAsync(Guid id)
    {
        await using var db = await node.OpenAsync();
        return await db.Notices.AsNoTracking().SingleAsync(n => n.Id == id);
    }

    private async Task<List<WorkItem>> ItemsAsync(DeskKind kind)
    {
        await using var db = await node.OpenAsync();
        return await db.WorkItems.AsNoTracking().Where(i => i.VisitId == visit && i.Kind == kind).ToListAsync();
    }

    private async Task<List<string>> RecordsAsync()
    {
        await using var db = await node.OpenAsync();
        return await db.Records.AsNoTracking().Where(r => r.Stream == "clinic:notices" && r.VisitId == visit).OrderBy(r => r.Seq).Select(r => r.Code).ToListAsync();
    }
}

public sealed class NoticeBookOnSqliteTests(SqliteDatabase database) : NoticeBookTests(database), IClassFixture<SqliteDatabase>;

public sealed class NoticeBookOnPostgresTests(PostgresDatabase database) : NoticeBookTests(database), IClassFixture<PostgresDatabase>;
