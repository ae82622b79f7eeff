using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

/// <param name="Zone">IANA; the clinic's when absent.</param>
internal sealed record ScheduleVisitRequest(
    Instant StartsAt, int DurationMinutes, VisitKind Kind, PatientId? PatientId = null, PatientDetails? Patient = null, StaffId? ClinicianId = null, string? Zone = null)
    : VisitChange;

internal sealed record VisitScheduledAnswer(VisitId Id, PatientId PatientId, long Version, IReadOnlyList<JoinLinkView> JoinLinks, IReadOnlyList<Warning> Warnings);

/// <summary>
/// A visit with its patient's link. Everything made here has an id that follows from the command's id, so a repeated call finds what the
/// first one made, wherever that one stopped; it gets a further link, since the first one's token is stored nowhere.
/// </summary>
internal sealed class ScheduleVisitSlice(
    IVisitDesk visits, IClinicDesk desk, Invitations invitations, JoinAddresses addresses, Overlaps overlaps, IOptions<ClinicOptions> clinic)
{
    public async Task<Answer<VisitScheduledAnswer>> HandleAsync(ScheduleVisitRequest request, HttpContext http, TimeProvider time, CancellationToken cancellation)
    {
        if (Checked(request, time.Now()).Problem is { } wrong) return wrong;
        var caller = http.User.ToCaller();
        var key = CommandKeys.Of(http.Request, request.CommandId, request) ?? CommandKeys.Of(new CommandId(Guid.CreateVersion7(time.GetUtcNow())), request);
        if (await PatientOfAsync(caller, key, request, cancellation) is not { } patient) return Problems.Invalid(("patientId", "a patient of this clinic"));

        var id = new VisitId(CommandKeys.Derive(key, caller, "visit"));
        var outcome = await visits.ExecuteAsync(new VisitRequest(id, CommandOf(request, patient, key, caller), caller.Actor, key), cancellation);
        if (outcome.Refusal is { } refusal) return refusal;
        var visit = outcome.Visit.Visit;
        var links = new List<IssuedLink>();
        foreach (var person in visit.Participants.Where(p => p.Role is not ParticipantRole.Clinician))
            links.Add(await invitations.IssueAsync(caller.Actor, visit, person, $"invite:{person.Id}", cancellation: cancellation));
        return new VisitScheduledAnswer(id, patient, visit.Version, [.. links.Select(l => addresses.ViewOf(http.Request, l))], await overlaps.OfAsync(visit, cancellation));
    }

    private static Check Checked(ScheduleVisitRequest request, Instant now)
    {
        var check = new Check().That(request.PatientId is null != request.Patient is null, "patient", "exactly one of patientId and patient");
        return request.Patient is null ? check : check.Patient(request.Patient, "patient.", now);
    }

    private async Task<PatientId?> PatientOfAsync(Caller caller, CommandKey key, ScheduleVisitRequest request, CancellationToken cancellation) =>
        await desk.ExecuteAsync<PatientId?>(caller.Actor, async (work, token) =>
        {
            if (request.Patient is { } details) return (await PatientFile.AddAsync(work, new PatientId(CommandKeys.Derive(key, caller, "patient")), details, token)).Id;
            var known = await work.Db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == request.PatientId, token);
            return known?.MergedInto ?? known?.Id;
        }, cancellation);

    private ScheduleVisit CommandOf(ScheduleVisitRequest request, PatientId patient, CommandKey key, Caller caller)
    {
        var people = ImmutableArray.Create(new InvitedParticipant(new ParticipantId(CommandKeys.Derive(key, caller, "participant:patient")), ParticipantRole.Patient, null, null));
        if (request.ClinicianId is { } clinician)
        {
            people = people.Add(new InvitedParticipant(new ParticipantId(CommandKeys.Derive(key, caller, "participant:clinician")), ParticipantRole.Clinician, clinician, null));
        }

        return new ScheduleVisit(patient, request.ClinicianId, request.Kind, request.StartsAt, request.DurationMinutes, request.Zone ?? clinic.Value.TimeZone, null, people);
    }
}
