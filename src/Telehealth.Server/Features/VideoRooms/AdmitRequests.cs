using System.Threading.Channels;
using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>Notes every change that a patient, or whoever speaks for them, made while an admit was waiting for it.</summary>
internal sealed class AdmitRequests : ICommitFollower
{
    private const int MostWaiting = 1_000;
    private readonly Channel<Admission> due = Channel.CreateBounded<Admission>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    public IAsyncEnumerable<Admission> AllAsync(CancellationToken cancellation) => due.Reader.ReadAllAsync(cancellation);

    public void Follow(CommittedChange change)
    {
        var (before, after) = (change.Before.Visit, change.After.Visit);
        if (after.Version == before.Version || before.AdmitRequestedUntil is null || after.AdmitRequestedUntil is null || after.Claim is not { } claim) return;
        if (change.Actor.Staff == claim.ClinicianId) return;
        due.Writer.TryWrite(new Admission(after.Id, Actor.OfStaff(claim.ClinicianId, StaffRoles.Clinician), Anyway: true) { VideoProvider = after.Room?.VideoProvider });
    }
}
