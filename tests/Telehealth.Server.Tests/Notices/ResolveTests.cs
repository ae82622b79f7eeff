using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using DeskKind = Telehealth.Server.Storage.Model.WorkItemKind;

namespace Telehealth.Server.Tests.Notices;

/// <summary>An admin who asked the person says what became of a notice of which nobody knew.</summary>
public sealed class ResolveTests : IAsyncLifetime
{
    private readonly VisitId visit = new(Guid.NewGuid());
    private TelehealthApp app = null!;

    public async Task InitializeAsync() => app = await TelehealthApp.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Theory]
    [InlineData(true, NoticeStatus.Delivered)]
    [InlineData(false, NoticeStatus.Failed)]
    internal async Task What_nobody_knew_is_settled_and_recorded_with_who_said_so(bool delivered, NoticeStatus status)
    {
        var id = await NoticeAsync();
        await app.Services.GetRequiredService<INoticeNews>().AdvanceAsync(id, NoticeStatus.Unknown, null, "TIMEOUT", default);
        using var admin = await app.AdminAsync();

        await admin.PostAsync($"/api/notices/{id}/resolve", new { delivered });

        await using var db = await DbAsync();
        var row = await db.Notices.AsNoTracking().SingleAsync(n => n.Id == id);
        Assert.Equal((status, "RESOLVED_BY_STAFF", null), (row.Status, row.Code, row.Secret));
        Assert.NotNull((await db.WorkItems.SingleAsync(i => i.Kind == DeskKind.NoticeUnknown && i.VisitId == visit)).DoneAt);
        var record = Encoding.UTF8.GetString((await db.Records.AsNoTracking().Where(r => r.VisitId == visit && r.Code == "NoticeAdvanced").OrderBy(r => r.Seq).ToListAsync())[^1].Bytes);
        Assert.Contains("\"from\":\"Unknown\"", record, StringComparison.Ordinal);
        Assert.Contains($"\"to\":\"{status}\"", record, StringComparison.Ordinal);
        Assert.Contains((await db.Users.SingleAsync(u => u.Email == TelehealthApp.AdminEmail)).Id.ToString(), record, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_is_known_stays_as_it_is_and_what_nobody_made_is_not_found()
    {
        var id = await NoticeAsync();
        using var admin = await app.AdminAsync();

        using var known = await admin.SendAsync($"/api/notices/{id}/resolve", new { delivered = true });
        using var nobodys = await admin.SendAsync($"/api/notices/{Guid.NewGuid()}/resolve", new { delivered = true });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.NotFound), (known.StatusCode, nobodys.StatusCode));
        await using var db = await DbAsync();
        Assert.Equal(NoticeStatus.Sending, (await db.Notices.AsNoTracking().SingleAsync(n => n.Id == id)).Status);
    }

    private async Task<Guid> NoticeAsync()
    {
        var id = Guid.NewGuid();
        await app.Services.GetRequiredService<IClinicDesk>().ExecuteAsync(Actor.System, (work, _) =>
        {
            work.Db.Notices.Add(new NoticeRow
            {
                Id = id, VisitId = visit, ParticipantId = new ParticipantId(visit.Value), Kind = NoticeKind.VisitCancelled, Channel = NoticeChannel.Sms, Cause = $"test:{id}",
                StartsAt = work.Now, At = work.Now, UpdatedAt = work.Now, Status = NoticeStatus.Sending,
            });
            return Task.FromResult(true);
        }, default);
        return id;
    }

    private Task<TelehealthDb> DbAsync() => app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
}
