using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Doors;

internal sealed record SummaryPatient(PatientId PatientId, string Name);

internal sealed record SummaryClinician(StaffId StaffId, string Name);

/// <summary>One line of a list of visits.</summary>
internal sealed record VisitSummary(
    VisitId Id, long Version, VisitPhase Phase, VisitOutcome? Outcome, VisitKind Kind, Instant StartsAt, int DurationMinutes, string Zone,
    SummaryPatient Patient, SummaryClinician? Clinician, string? State);

/// <summary>The columns of a visit's row that a line needs, without its snapshot.</summary>
internal sealed record VisitLine(
    VisitId Id, long Version, VisitPhase Phase, VisitOutcome? Outcome, VisitKind Kind, Instant StartsAt, Instant PlannedEnd, string Zone, PatientId PatientId, StaffId? ClinicianId, string? State);

/// <summary>Adds the names to lines of visits.</summary>
internal sealed class VisitSummaries(TelehealthDb db)
{
    public static IQueryable<VisitLine> Select(IQueryable<VisitRow> visits) => visits.Select(v => new VisitLine(
        v.Id, v.Version, v.Phase, v.Outcome, v.Kind, v.StartsAt, v.PlannedEnd, v.Zone, v.PatientId, v.ClinicianId, v.State));

    public async Task<IReadOnlyList<VisitSummary>> OfAsync(IReadOnlyList<VisitLine> lines, CancellationToken cancellation)
    {
        var patientIds = lines.Select(l => l.PatientId).Distinct().ToList();
        var staffIds = lines.Where(l => l.ClinicianId is not null).Select(l => l.ClinicianId!.Value.Value).Distinct().ToList();
        var patients = await db.Patients.AsNoTracking().Where(p => patientIds.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => $"{p.GivenName} {p.FamilyName}", cancellation);
        var staff = await db.Users.AsNoTracking().Where(u => staffIds.Contains(u.Id)).ToDictionaryAsync(u => u.StaffId, u => $"{u.GivenName} {u.FamilyName}", cancellation);
        return [.. lines.Select(l => new VisitSummary(
            l.Id, l.Version, l.Phase, l.Outcome, l.Kind, l.StartsAt, (int)(l.PlannedEnd - l.StartsAt).TotalMinutes, l.Zone,
            new SummaryPatient(l.PatientId, patients.GetValueOrDefault(l.PatientId, "")),
            l.ClinicianId is { } id ? new SummaryClinician(id, staff.GetValueOrDefault(id, "")) : null, l.State))];
    }
}
