using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Demo;

/// <summary>Fills an empty database of a development machine, and sees to it at each start that one visit can be joined right now.</summary>
internal sealed class DemoSeed(IServiceScopeFactory scopes, DemoLinks links, IHostApplicationLifetime lifetime, SiteAddress site, TimeProvider time)
    : IHostedService
{
    private static readonly PatientDetails Jordan = new("Jordan", "Lee", new LocalDate(1990, 4, 5), "+1 801 555 0110", null, "en");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, visits) = (scope.ServiceProvider.GetRequiredService<TelehealthDb>(), scope.ServiceProvider.GetRequiredService<DemoVisits>());
        if (!await db.Users.AnyAsync(cancellationToken) && !await db.Visits.AnyAsync(cancellationToken)) await FillAsync(scope.ServiceProvider, visits, cancellationToken);
        if (await ClinicianAsync(db, cancellationToken) is not { } amy) return;
        await OpenDoorAsync(scope.ServiceProvider, db, visits, amy, cancellationToken);
        lifetime.ApplicationStarted.Register(Print);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task FillAsync(IServiceProvider services, DemoVisits visits, CancellationToken cancellation)
    {
        var clinic = services.GetRequiredService<DemoClinic>();
        var staff = await services.GetRequiredService<IClinicDesk>().ExecuteAsync(Actor.System, clinic.AddAsync, cancellation);
        var (amy, luis, now) = (staff[0].Id, staff[1].Id, time.Now());
        await visits.ScheduleAsync(new("Morgan", "Diaz", new LocalDate(1984, 2, 29), PreferredLanguage: "es"), amy, now + Duration.FromHours(3), cancellation);
        var waiting = await visits.ScheduleAsync(new("Casey", "Stone", new LocalDate(1978, 9, 1)), amy, now - Duration.FromMinutes(5), cancellation);
        await visits.CheckInAsync(waiting, "ID", cancellation);
        var held = await visits.ScheduleAsync(new("Riley", "Chen", new LocalDate(1999, 12, 31)), luis, now - Duration.FromMinutes(20), cancellation);
        await visits.CheckInAsync(held, "AZ", cancellation);
        await visits.AdmitAsync(held, cancellation);
        await visits.HoldAsync(held, cancellation);
        var running = await visits.ScheduleAsync(new("Sam", "Okafor", new LocalDate(1965, 7, 14)), luis, now - Duration.FromMinutes(15), cancellation);
        await visits.CheckInAsync(running, "NV", cancellation);
        await visits.AdmitAsync(running, cancellation);
        var ended = await visits.ScheduleAsync(new("Taylor", "Brooks", new LocalDate(1992, 3, 3)), amy, now - Duration.FromMinutes(25), cancellation);
        await visits.CheckInAsync(ended, "UT", cancellation);
        await visits.AdmitAsync(ended, cancellation);
        await visits.EndAsync(ended, cancellation);
        var refused = await visits.ScheduleAsync(new("Jamie", "Fox", new LocalDate(1988, 11, 20)), amy, now + Duration.FromMinutes(5), cancellation);
        await visits.CheckInAsync(refused, "CA", cancellation);
    }

    private async Task OpenDoorAsync(IServiceProvider services, TelehealthDb db, DemoVisits visits, StaffId amy, CancellationToken cancellation)
    {
        var now = time.Now();
        var (from, to) = (now - Duration.FromMinutes(15), now + Duration.FromMinutes(25));
        var joinable = await db.Visits.AsNoTracking()
            .Where(v => v.ClinicianId == amy && v.Phase == VisitPhase.Scheduled && v.StartsAt >= from && v.StartsAt <= to).Select(v => v.Id).ToListAsync(cancellation);
        if (joinable.Count < 2) joinable.Add((await visits.ScheduleAsync(Jordan, amy, now + Duration.FromMinutes(10), cancellation)).Id);
        var reader = services.GetRequiredService<IVisitReader>();
        foreach (var id in joinable)
        {
            if (await reader.FindAsync(id, cancellation) is not { Visit: { Patient: { } patient } visit } loaded) continue;
            var link = await visits.LinkAsync(id, patient, visit.PlannedEnd, cancellation);
            links.Add(new DemoLink(loaded.Patient.GivenName, loaded.Patient.BirthDate, link));
        }
    }

    private static async Task<StaffId?> ClinicianAsync(TelehealthDb db, CancellationToken cancellation) =>
        await db.Users.AsNoTracking().Where(u => u.NormalizedEmail == "AMY@DEMO.TEST").Select(u => (Guid?)u.Id).FirstOrDefaultAsync(cancellation) is { } id ? new StaffId(id) : null;

    // To the terminal of whoever started it, not to the log: a link is a secret.
    private void Print() => Console.Out.WriteLine(links.Text(site.Origin));
}
