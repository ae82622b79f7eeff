using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

internal sealed record MergeRequest(PatientId Into);

/// <summary>A duplicate points at the patient that stays; visits keep theirs, and an unmerge takes nothing but the pointer back.</summary>
internal sealed class MergePatients(IClinicDesk desk)
{
    public Task<Answer<PatientItem>> MergeAsync(Caller caller, PatientId id, PatientId into, CancellationToken cancellation) =>
        ChangeAsync(caller, id, async (work, patient, token) =>
        {
            var target = await work.Db.Patients.AsNoTracking().FirstOrDefaultAsync(p => p.Id == into, token);
            if (target is null || target.MergedInto is not null || into == id) return Problems.Invalid(("into", "another patient, who is not merged"));
            if (await work.Db.Patients.AnyAsync(p => p.MergedInto == id, token)) return Problems.Invalid(("into", "others were merged into this patient"));
            if (patient.MergedInto is not null && patient.MergedInto != into) return Problem.Of(RefusalCode.WrongPhase, "This patient was merged already; unmerge first.");
            patient.MergedInto = into;
            work.Record(new ClinicRecord("PatientMerged", PatientFile.Area, PatientFile.SubjectOf(id), new Dictionary<string, object?> { ["into"] = into.ToString() }));
            return null;
        }, cancellation);

    public Task<Answer<PatientItem>> UnmergeAsync(Caller caller, PatientId id, CancellationToken cancellation) =>
        ChangeAsync(caller, id, (work, patient, _) =>
        {
            if (patient.MergedInto is not { } from) return Task.FromResult<Problem?>(Problem.Of(RefusalCode.WrongPhase, "This patient is not merged."));
            patient.MergedInto = null;
            work.Record(new ClinicRecord("PatientUnmerged", PatientFile.Area, PatientFile.SubjectOf(id), new Dictionary<string, object?> { ["from"] = from.ToString() }));
            return Task.FromResult<Problem?>(null);
        }, cancellation);

    private Task<Answer<PatientItem>> ChangeAsync(Caller caller, PatientId id, Func<ClinicWork, Patient, CancellationToken, Task<Problem?>> change, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<PatientItem>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Patients.FirstOrDefaultAsync(p => p.Id == id, token) is not { } patient) return RefusalCode.NotFound;
            if (await change(work, patient, token) is { } problem) return problem;
            patient.FactsVersion++;
            return PatientItem.Of(patient);
        }, cancellation);
}
