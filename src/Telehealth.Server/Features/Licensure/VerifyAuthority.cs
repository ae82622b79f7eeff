using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Licensure;

/// <param name="VerifiedOn">The day on which the source was looked at, up to today in UTC.</param>
/// <param name="Source">Where; the former record's when absent.</param>
/// <param name="VerifiedBy">Who looked, as the clinic writes it down.</param>
internal sealed record VerifyRequest(LocalDate VerifiedOn, string? Source = null, string? VerifiedBy = null);

/// <summary>Somebody looked at the source, and it says what is recorded: the same record again, with that check. Only the newest record of a licence can be verified.</summary>
internal sealed class VerifyAuthority(IClinicDesk desk, TimeProvider time)
{
    public async Task<Answer<AuthorityAdded>> HandleAsync(StaffId clinician, AuthorityId authority, VerifyRequest request, HttpContext http, CancellationToken cancellation)
    {
        var check = new Check().That(request.VerifiedOn <= time.Now().InUtc().Date, "verifiedOn", "up to today in UTC").Text(request.Source, "source", 200, required: false).Text(request.VerifiedBy, "verifiedBy", 120, required: false);
        if (check.Problem is { } problem) return problem;
        var caller = http.User.ToCaller();
        var id = CommandKeys.Of(http.Request, null, request) is { } key ? CommandKeys.Derive(key, caller, $"verify:{authority}") : Guid.CreateVersion7(time.GetUtcNow());
        return await desk.ExecuteAsync<Answer<AuthorityAdded>>(caller.Actor, async (work, token) =>
        {
            var rows = await work.Db.Authorities.AsNoTracking().Where(a => a.ClinicianId == clinician).ToListAsync(token);
            if (rows.FirstOrDefault(r => r.Id == new AuthorityId(id)) is { } repeated) return new AuthorityAdded(repeated.Id);
            if (rows.FirstOrDefault(r => r.Id == authority) is not { } before) return RefusalCode.NotFound;
            if (AuthorityItem.Of(before, rows, work.Now.InUtc().Date).SupersededBy is not null) return Problem.Of(RefusalCode.WrongPhase, "A newer record of this license has taken its place.");
            if (before.VerifiedOn > request.VerifiedOn) return Problems.Invalid(("verifiedOn", "not before the check that is recorded"));
            var again = NewAuthority.Of(before) with { VerifiedOn = request.VerifiedOn, Source = request.Source ?? before.Source, VerifiedBy = request.VerifiedBy };
            return new AuthorityAdded((await AuthorityFile.AppendAsync(work, new AuthorityId(id), clinician, again, token))!.Id);
        }, cancellation);
    }
}
