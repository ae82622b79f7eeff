using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Patients;

/// <summary>Adds and corrects what is written down about a patient. A correction adds to the facts' version, so decisions that used the old are made again.</summary>
internal sealed class ChangePatient(IClinicDesk desk, TimeProvider time)
{
    public async Task<Answer<PatientAdded>> AddAsync(HttpContext http, PatientDetails request, CancellationToken cancellation)
    {
        var caller = http.User.ToCaller();
        if (new Check().Patient(request, "", time.Now()).Problem is { } problem) return problem;
        var id = CommandKeys.Of(http.Request, null, request) is { } key ? CommandKeys.Derive(key, caller, "patient") : Guid.CreateVersion7(time.GetUtcNow());
        return await desk.ExecuteAsync<Answer<PatientAdded>>(caller.Actor, async (work, token) =>
        {
            if (await TakenAsync(work, new PatientId(id), request.ExternalId, token)) return Problems.Invalid(("externalId", "used by another patient"));
            return new PatientAdded((await PatientFile.AddAsync(work, new PatientId(id), request, token)).Id);
        }, cancellation);
    }

    public async Task<Answer<PatientItem>> CorrectAsync(Caller caller, PatientId id, PatientDetails request, CancellationToken cancellation)
    {
        if (new Check().Patient(request, "", time.Now()).Problem is { } problem) return problem;
        return await desk.ExecuteAsync<Answer<PatientItem>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Patients.FirstOrDefaultAsync(p => p.Id == id, token) is not { } patient) return RefusalCode.NotFound;
            if (await TakenAsync(work, id, request.ExternalId, token)) return Problems.Invalid(("externalId", "used by another patient"));
            PatientFile.Correct(work, patient, request);
            return PatientItem.Of(patient);
        }, cancellation);
    }

    private static Task<bool> TakenAsync(ClinicWork work, PatientId id, string? externalId, CancellationToken cancellation) =>
        externalId is null ? Task.FromResult(false) : work.Db.Patients.AnyAsync(p => p.ExternalId == externalId && p.Id != id, cancellation);
}
