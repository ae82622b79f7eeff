using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Notices;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Notices;

/// <summary>Where a minor decides alone nothing goes to a parent: not to a guardian in the visit, and not to the addresses on file.</summary>
public sealed class MinorAloneTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>, IAsyncLifetime
{
    private const string ParentsPhone = "+1 801 555 0177", ParentsEmail = "parent@example.test", Minors = "+18015550123", Guardians = "+18015550188";
    private readonly FakeTimeProvider time = DatabaseNode.NewTime();
    private readonly WatchedSender sms = new(), mail = new(NoticeChannel.Email);
    private NoticeNode node = null!;

    public async Task InitializeAsync()
    {
        node = await NoticeNode.StartAsync(database, time, sms, mail);
        await using var db = await node.Node.OpenAsync();
        await db.Outbox.ExecuteDeleteAsync();
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Every_later_notice_goes_to_the_number_that_the_minor_gave_and_to_no_other()
    {
        var (visit, clinician) = await AloneAsync();
        await node.Clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.As(clinician));
        await node.DispatchAsync();
        await node.DispatchAsync();

        Assert.Equal(Minors, Assert.Single(sms.Sent).To);
        Assert.Empty(mail.Sent);
    }

    [Fact]
    public async Task A_text_that_cannot_reach_the_minor_is_not_sent_to_the_e_mail_on_file_instead()
    {
        sms.Answer = _ => Task.FromResult(new NoticeReceipt(null, NoticeCodes.NotReachable));
        var (visit, clinician) = await AloneAsync();
        await node.Clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.As(clinician));
        await node.DispatchAsync();
        await node.DispatchAsync();
        Assert.Empty(mail.Sent);
    }

    [Fact]
    public async Task A_guardians_invitation_that_is_not_sent_yet_never_is_and_their_link_is_revoked()
    {
        var clinician = await node.Clinic.AddClinicianAsync();
        var visit = await CheckedInAsync(clinician);
        var guardian = new ParticipantId(Guid.NewGuid());
        visit = await node.Clinic.DoAsync(visit.Id, new InviteParticipant(new(guardian, ParticipantRole.Guardian, null, "Gil")), DatabaseClinic.As(clinician));
        await node.Node.Get<Invitations>().IssueAsync(DatabaseClinic.As(clinician), visit, visit.Find(guardian)!, $"invite:{guardian}", new Reachable(Guardians, null));
        await node.Clinic.DoAsync(visit.Id, new RecordMinorBasis(MinorBasis.Emancipated), DatabaseClinic.As(clinician));
        await node.DispatchAsync();
        await node.DispatchAsync();

        Assert.DoesNotContain(sms.Sent, s => s.To == Guardians);
        Assert.Equal((NoticeStatus.Dropped, "REMOVED"), Assert.Single(await node.NoticesAsync(visit), n => n.ParticipantId == guardian) is var n ? (n.Status, n.Code) : default);
    }

    [Fact]
    public async Task Before_a_basis_is_recorded_and_on_a_guardians_the_addresses_on_file_are_used()
    {
        var clinician = await node.Clinic.AddClinicianAsync();
        var visit = await CheckedInAsync(clinician);
        await node.Clinic.DoAsync(visit.Id, new RecordMinorBasis(MinorBasis.GuardianConsented), DatabaseClinic.As(clinician));
        await node.Clinic.DoAsync(visit.Id, new CancelVisit(CancelledBy.Clinic, CancelReason.Other, null), DatabaseClinic.As(clinician));
        await node.DispatchAsync();
        await node.DispatchAsync();
        Assert.Contains(sms.Sent, s => s.To == "+18015550177");
    }

    private async Task<(Visit Visit, StaffId Clinician)> AloneAsync()
    {
        var clinician = await node.Clinic.AddClinicianAsync();
        var visit = await CheckedInAsync(clinician);
        return (await node.Clinic.DoAsync(visit.Id, new RecordMinorBasis(MinorBasis.Emancipated), DatabaseClinic.As(clinician)), clinician);
    }

    /// <summary>Sixteen, in Utah, with a parent's addresses on file.</summary>
    private async Task<Visit> CheckedInAsync(StaffId clinician)
    {
        var visit = await node.VisitAsync(Duration.FromMinutes(5), ParentsPhone, ParentsEmail, clinician: clinician);
        await node.Node.Clinic.ExecuteAsync(DatabaseClinic.FrontDesk, async (work, token) =>
        {
            (await work.Db.Patients.SingleAsync(p => p.Id == visit.PatientId, token)).BirthDate = new LocalDate(2010, 5, 1);
            return true;
        }, default);
        await node.DispatchAsync();
        var patient = Actor.OfParticipant(visit.Patient!.Id);
        await node.Clinic.DoAsync(visit.Id, new IdentifyParticipant(visit.Patient.Id, Telehealth.Domain.CheckIn.IdentityMethod.BirthDate, false), patient);
        var waits = await node.Clinic.DoAsync(visit.Id, DatabaseClinic.CheckIn(), patient);
        sms.Sent.Clear();
        mail.Sent.Clear();
        return waits;
    }
}
