using Microsoft.Extensions.DependencyInjection;
using Moq;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Features.VideoRooms;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>Who is put out of the vendor's room, when the vendor can be told only later.</summary>
public sealed class PutOutTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>, IAsyncLifetime
{
    private readonly Mock<IVideoProvider> _vendor = new();
    private DatabaseNode _node = null!;
    private DatabaseClinic _clinic = null!;
    private StaffId _clinician;
    private Visit _visit = null!;

    public async Task InitializeAsync()
    {
        _vendor.SetupGet(v => v.Name).Returns("twilio");
        _node = await DatabaseNode.StartAsync(database.ConnectionString, more: services =>
        {
            services.AddOptions<VideoOptions>();
            services.AddSingleton(_vendor.Object).AddSingleton<VideoProviders>().AddSingleton<IOutboxHandler, PutOutOfRoom>();
        });
        _clinic = new DatabaseClinic(_node);
        _clinician = await _clinic.AddClinicianAsync();
        var waiting = await _clinic.WaitingVisitAsync(_clinician);
        await _clinic.DoAsync(waiting.Id, new ClaimPatient("twilio", $"r-{Guid.NewGuid():N}", new ParticipantId(Guid.NewGuid()), true), DatabaseClinic.As(_clinician));
        _visit = await _clinic.DoAsync(waiting.Id, new AdmitPatient("RM" + Guid.NewGuid().ToString("N"), true), DatabaseClinic.As(_clinician));
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task On_hold_the_patient_is_put_out()
    {
        await DoAsync(new HoldVisit());
        await DispatchAsync();
        _vendor.Verify(v => v.RemoveParticipantAsync(_visit.Room!, _visit.Patient!.Id, It.IsAny<CancellationToken>()), Times.Once);
    }

    [Fact]
    public async Task Whoever_was_let_in_again_before_the_vendor_heard_of_it_stays()
    {
        await DoAsync(new HoldVisit());
        await DoAsync(new ResumeVisit());
        await DispatchAsync();
        _vendor.Verify(v => v.RemoveParticipantAsync(It.IsAny<VisitRoom>(), It.IsAny<ParticipantId>(), It.IsAny<CancellationToken>()), Times.Never);
    }

    private Task<Visit> DoAsync(VisitCommand command) => _clinic.DoAsync(_visit.Id, command, DatabaseClinic.As(_clinician));

    private Task<int> DispatchAsync() => _node.Get<OutboxDispatcher>().DispatchOnceAsync(CancellationToken.None);
}
