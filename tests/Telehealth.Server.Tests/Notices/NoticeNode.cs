using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;
using Moq;
using NodaTime;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Features.Notices;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Notices;

/// <summary>A channel that tests watch and lead.</summary>
internal sealed class WatchedSender(NoticeChannel channel = NoticeChannel.Sms) : INoticeSender
{
    public NoticeChannel Channel => channel;
    public ConcurrentQueue<OutgoingNotice> Sent { get; } = new();

    /// <summary>What the vendor answers; by default it takes everything.</summary>
    public Func<OutgoingNotice, Task<NoticeReceipt>> Answer { get; set; } = n => Task.FromResult(new NoticeReceipt($"V{n.Id:N}"));

    public Task<NoticeReceipt> SendAsync(OutgoingNotice notice, CancellationToken cancellation)
    {
        Sent.Enqueue(notice);
        return Answer(notice);
    }
}

/// <summary>A server process that plans and sends notices; nothing runs by itself.</summary>
internal sealed class NoticeNode(DatabaseNode node) : IAsyncDisposable
{
    public const string Phone = "+1 801 555 0123", Called = "+18015550123", Email = "pat@example.test";
    private static readonly EphemeralDataProtectionProvider Protection = new();

    public DatabaseNode Node => node;
    public DatabaseClinic Clinic { get; } = new(node);

    public static async Task<NoticeNode> StartAsync(DatabaseFixture database, FakeTimeProvider time, params INoticeSender[] senders) => new(await DatabaseNode.StartAsync(
        database.ConnectionString, time,
        services =>
        {
            foreach (var sender in senders) services.AddSingleton(sender);
            services.AddSingleton<IDataProtectionProvider>(Protection).AddSingleton(Mock.Of<IServer>(s => s.Features == new Microsoft.AspNetCore.Http.Features.FeatureCollection()));
            services.AddSingleton<SiteAddress>().Configure<SiteOptions>(s => s.PublicBaseUrl = new Uri("https://visits.example.test"));
            services.AddNotices(new HostingEnvironment { EnvironmentName = "Testing" }, new ConfigurationBuilder().Build());
        }));

    /// <summary>Does all that is due now, as the dispatcher of this process would.</summary>
    public async Task<int> DispatchAsync() => await node.Get<OutboxDispatcher>().DispatchOnceAsync(default);

    public async Task<Visit> VisitAsync(Duration startsIn, string? phone = Phone, string? email = null, string? language = null, Telehealth.Domain.StaffId? clinician = null)
    {
        var visit = await Clinic.ScheduledVisitAsync(clinician, startsIn);
        await node.Clinic.ExecuteAsync(DatabaseClinic.FrontDesk, async (work, token) =>
        {
            var patient = await work.Db.Patients.SingleAsync(p => p.Id == visit.PatientId, token);
            (patient.Phone, patient.Email, patient.PreferredLanguage) = (phone, email, language);
            return true;
        }, default);
        return visit;
    }

    public Task<Visit> CancelAsync(Visit visit) => Clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.FrontDesk);

    public async Task<List<NoticeRow>> NoticesAsync(Visit visit)
    {
        await using var db = await node.OpenAsync();
        return await db.Notices.AsNoTracking().Where(n => n.VisitId == visit.Id).OrderBy(n => n.At).ToListAsync();
    }

    public async Task<List<string>> ReasonsAsync(Visit visit, string code)
    {
        await using var db = await node.OpenAsync();
        var records = await db.Records.AsNoTracking().Where(r => r.VisitId == visit.Id && r.Code == code).OrderBy(r => r.Id).Select(r => r.Bytes).ToListAsync();
        return [.. records.Select(b => System.Text.Json.JsonDocument.Parse(b).RootElement.GetProperty("reasons")[0].GetString()!)];
    }

    public ValueTask DisposeAsync() => node.DisposeAsync();
}
