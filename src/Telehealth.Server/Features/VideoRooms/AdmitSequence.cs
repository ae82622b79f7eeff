using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using VisitOutcome = Telehealth.Server.Desk.VisitOutcome;

namespace Telehealth.Server.Features.VideoRooms;

/// <param name="ClaimKey">Step 0; null when the server itself goes on with a claim.</param>
/// <param name="AdmitKey">Step 1.</param>
internal sealed record Admission(VisitId VisitId, Actor Clinician, bool Anyway, CommandKey? ClaimKey = null, CommandKey? AdmitKey = null, long? ExpectedVersion = null);

/// <param name="VideoUnavailable">The vendor did not answer: the visit stays Waiting and claimed, and the same command goes on from there.</param>
internal sealed record Admitted(VisitOutcome Outcome, bool VideoUnavailable = false);

/// <summary>Admit is two commits around the vendor's answer, which is awaited outside any lease: claim, create or fetch the room, admit.</summary>
internal sealed class AdmitSequence(IVisitDesk desk, VideoProviders videos)
{
    public async Task<Admitted> RunAsync(Admission admission, CancellationToken cancellation)
    {
        var claim = new ClaimPatient(videos.Current.Name, RoomNames.New(), new ParticipantId(Guid.NewGuid()), admission.Anyway);
        var claimed = await desk.ExecuteAsync(new VisitRequest(admission.VisitId, claim, admission.Clinician, admission.ClaimKey, admission.ExpectedVersion), cancellation);
        if (claimed.Refusal is not null || claimed.Visit.Visit.Room is not { } room || IsRequested(claimed.Visit.Visit)) return new(claimed);
        try
        {
            var vendorId = await videos.Of(room.VideoProvider).CreateOrFetchRoomAsync(room.Name, cancellation);
            return new(await desk.ExecuteAsync(new VisitRequest(admission.VisitId, new AdmitPatient(vendorId, admission.Anyway), admission.Clinician, admission.AdmitKey), cancellation));
        }
        catch (VideoUnavailableException)
        {
            return new(claimed, VideoUnavailable: true);
        }
    }

    /// <summary>The patient has been asked for something first; their answer completes it.</summary>
    public static bool IsRequested(Visit visit) => visit.AdmitRequestedUntil is not null;
}
