using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

/// <summary>Bring the waiting patient into the room.</summary>
public sealed record AdmitPatientRequest : CommandBody
{
    /// <summary>Admit although the patient is away, or another visit of the clinician's is running.</summary>
    public bool? Anyway { get; init; }

    /// <summary><c>peer</c>: start over it in place of the clinic's own provider, where the clinic's policy allows (see <c>fallback</c>). Otherwise left out.</summary>
    public string? VideoProvider { get; init; }

    /// <summary>Where the clinician sits, a USPS code or <c>OUTSIDE</c>; some authorities hold only there.</summary>
    public string? ClinicianLocation { get; init; }

    internal override RefusalView? Check() => VideoChoice.Check(VideoProvider);
}

/// <summary>One of <c>grant</c>, <c>admitRequested</c> and <c>refusal</c>.</summary>
public sealed record AdmitAnswer : VersionAnswer
{
    /// <summary>The clinician's own way in.</summary>
    public RoomGrant? Grant { get; init; }

    /// <summary>The patient was asked for something first; the visit changes by itself when the answer allows, then ask GetRoomGrant.</summary>
    public AdmitRequestedView? AdmitRequested { get; init; }

    /// <summary>Beside VIDEO_UNAVAILABLE: send this as <c>videoProvider</c>, with a new command id, to start over it. Absent where the clinic does not want that.</summary>
    public string? Fallback { get; init; }
}

/// <param name="Until">When the request lapses.</param>
public sealed record AdmitRequestedView(Instant Until, LicensureDecisionView? Decision);

internal sealed class AdmitPatientSlice(VisitDoor door, AdmitSequence sequence, RoomGrants grants, VideoProviders videos) : ISlice<AdmitPatientRequest, AdmitAnswer>
{
    public async Task<AdmitAnswer> HandleAsync(Visitor visitor, AdmitPatientRequest request, CancellationToken cancellation)
    {
        if (request.CommandId is null) return new() { Refusal = RefusalView.Of(RefusalCode.Invalid, "commandId is needed.") };
        if (await door.EnterAsync(visitor, request.VisitId, cancellation) is null) return new() { Refusal = RefusalView.Of(RefusalCode.NotFound) };
        var admitted = await sequence.RunAsync(AdmissionOf(visitor, request), cancellation);
        var version = admitted.Outcome.Version;
        if (admitted.VideoUnavailable) return Unavailable(admitted);
        if (admitted.Outcome.Refusal is { } no) return new() { Version = version, Refusal = RefusalView.Of(no) };
        if (Requested(admitted.Outcome) is { } requested) return new() { Version = version, AdmitRequested = requested };
        var grant = await grants.IssueAsync(request.VisitId, visitor.Actor, gone: null, cancellation);
        return new() { Version = version, Grant = grant.Refusal is null ? grant : null, Refusal = grant.Refusal, Fallback = grant.Refusal is null ? null : grant.Fallback };
    }

    private AdmitAnswer Unavailable(Admitted admitted) => new()
    {
        Version = admitted.Outcome.Version, Refusal = RefusalView.Of(RefusalCode.VideoUnavailable),
        Fallback = videos.FallbackFrom(admitted.Outcome.Visit.Visit.Room?.VideoProvider),
    };

    private static Admission AdmissionOf(Visitor visitor, AdmitPatientRequest request) => new(
        request.VisitId, visitor.Actor, request.Anyway ?? false, CommandKeys.OfCall(request), CommandKeys.OfCall(request, step: 1), request.ExpectedVersion)
    {
        VideoProvider = request.VideoProvider, Fallback = request.VideoProvider is not null,
        ClinicianLocation = request.ClinicianLocation,
    };

    private static AdmitRequestedView? Requested(Desk.VisitOutcome outcome) => outcome.Visit.Visit.AdmitRequestedUntil is { } until
        ? new(until, LicensureDecisionView.Of(outcome.Decision?.Evaluation ?? outcome.Visit.LastDecision))
        : null;
}
