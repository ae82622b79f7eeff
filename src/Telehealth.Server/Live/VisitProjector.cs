using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Live.Board;

namespace Telehealth.Server.Live;

/// <summary>Gathers what a view shows besides the visit, and makes the view.</summary>
internal sealed class VisitProjector(
    IOptions<ClinicOptions> clinic, StaffDirectory staff, ClinicFactsCache rules, PresenceBook presence, BoardIndex board, LiveConnections connections, VisitPolicy policy, TimeProvider time)
{
    private readonly ClinicContact contact = new(clinic.Value.Name, clinic.Value.Phone);

    /// <summary>The facts for every audience of this state; gather them once for each state.</summary>
    public async ValueTask<ViewFacts> GatherAsync(LoadedVisit loaded, CancellationToken cancellation)
    {
        await staff.KnowAsync(loaded.Visit, cancellation);
        var facts = Facts(loaded);
        return loaded.MayBeMinor(facts.Now) ? facts with { Rules = (await rules.GetAsync(fresh: false, cancellation)).Facts } : facts;
    }

    public ViewFacts Facts(LoadedVisit loaded) => new()
    {
        Clinic = contact,
        Patient = new(loaded.Patient.GivenName, loaded.Patient.FamilyName, loaded.Patient.BirthDate, loaded.Patient.PreferredLanguage),
        Now = time.Now(),
        Policy = policy,
        StaffOf = staff.Of,
        Presence = presence.Of(loaded.Visit.Id),
        Line = board.Of(loaded.Visit.Id),
        ClinicianStatus = StatusOf(loaded.Visit.ClinicianId, loaded.Visit.Id),
        StaffConnected = presence.AnyStaffOn(loaded.Visit.Id) || board.IsWatched,
        Decision = loaded.LastDecision,
        LastMessageNumber = board.LastMessageOf(loaded.Visit.Id),
    };

    private ClinicianStatus StatusOf(StaffId? clinician, VisitId visit) =>
        clinician is not { } id ? ClinicianStatus.Offline
        : board.RunningVisitOf(id) is { } other && other != visit ? ClinicianStatus.WithAnother
        : connections.IsHere(id) ? ClinicianStatus.Here
        : ClinicianStatus.Offline;
}
