using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using VisitOutcome = Telehealth.Server.Desk.VisitOutcome;

namespace Telehealth.Server.Features.VideoRooms;

/// <param name="ClaimKey">Step 0; null when the server itself goes on with a claim.</param>
/// <param name="AdmitKey">Step 1.</param>
internal sealed record Admission(VisitId VisitId, Actor Clinician, bool Anyway, CommandKey? ClaimKey = null, CommandKey? AdmitKey = null, long? ExpectedVersion = null)
{
    /// <summary>Null for the clinic's own.</summary>
    public string? VideoProvider { get; init; }

    /// <summary>The clinician asked for that provider now, which the clinic's policy has to allow.</summary>
    public bool Fallback { get; init; }

    /// <summary>Null says nothing new.</summary>
    public string? ClinicianLocation { get; init; }
}

/// <param name="VideoUnavailable">The vendor did not answer: the visit stays Waiting and claimed, and the same command goes on from there.</param>
internal sealed record Admitted(VisitOutcome Outcome, bool VideoUnavailable = false);

/// <summary>Admit is two commits around the vendor's answer, which is awaited outside any lease: claim, create or fetch the room, admit.</summary>
internal sealed class AdmitSequence(IVisitDesk desk, VideoProviders videos, SpareRooms spare)
{
    public async Task<Admitted> RunAsync(Admission admission, CancellationToken cancellation)
    {
        var claim = new ClaimPatient(admission.VideoProvider ?? videos.Current, RoomNames.New(), new ParticipantId(Guid.NewGuid()), admission.Anyway) 
        {
            Fallback = admission.Fallback, ClinicianLocation = admission.ClinicianLocation,
        };
        var claimed = await desk.ExecuteAsync(new VisitRequest(admission.VisitId, claim, admission.Clinician, admission.ClaimKey, admission.ExpectedVersion), cancellation);
        if (claimed.Refusal is not null || claimed.Visit.Visit.Room is not { } room || IsRequested(claimed.Visit.Visit)) return new(claimed);

        // A repetition after the visit has started asks for its first outcome, and for no room.
        if (claimed.Visit.Visit.StartedAt is not null) return new(await AdmitAsync(admission, room, cancellation));
        try
        {
            var made = room with { VendorRoomId = await videos.MakeAsync(room.VideoProvider, room.Name, cancellation) };
            var admitted = await AdmitAsync(admission, made, cancellation);
            await spare.EndUnlessUsedAsync(admitted.Visit.Visit, made, cancellation);
            return new(admitted);
        }
        catch (VideoUnavailableException)
        {
            return new(claimed, VideoUnavailable: true);
        }
    }

    /// <summary>The patient has been asked for something first; their answer completes it.</summary>
    public static bool IsRequested(Visit visit) => visit.AdmitRequestedUntil is not null;

    private Task<VisitOutcome> AdmitAsync(Admission admission, VisitRoom room, CancellationToken cancellation) => desk.ExecuteAsync(
        new VisitRequest(admission.VisitId, new AdmitPatient(room.VendorRoomId, admission.Anyway) { RoomName = room.Name }, admission.Clinician, admission.AdmitKey), cancellation);
}
