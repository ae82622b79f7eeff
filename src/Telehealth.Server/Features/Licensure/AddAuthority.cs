using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Licensure;

internal sealed record AuthorityAdded(AuthorityId Id);

/// <summary>Appends a record, after which the desk evaluates the clinician's open visits again; the same kind, profession, issuer and number supersedes the former, which is how one is renewed, suspended or revoked.</summary>
internal sealed class AddAuthority(IClinicDesk desk, TimeProvider time)
{
    public async Task<Answer<AuthorityAdded>> HandleAsync(StaffId clinician, NewAuthority request, HttpContext http, CancellationToken cancellation)
    {
        if (Checked(request, time).Problem is { } problem) return problem;
        var caller = http.User.ToCaller();
        var key = CommandKeys.Of(http.Request, null, request);
        var id = key is null ? Guid.CreateVersion7(time.GetUtcNow()) : CommandKeys.Derive(key, caller, $"authority:{clinician}");
        var added = await desk.ExecuteAsync(caller.Actor, (work, token) => AuthorityFile.AppendAsync(work, new AuthorityId(id), clinician, request, token), cancellation);
        return added is null ? RefusalCode.NotFound : new AuthorityAdded(added.Id);
    }

    private static Check Checked(NewAuthority request, TimeProvider time) => new Check()
        .That(request.Jurisdictions is { Length: >= 1 and <= 60 } && request.Jurisdictions.All(IsUspsCode), "jurisdictions", "one or more upper-case USPS codes")
        .Text(request.Number, "number", 60).Text(request.Issuer, "issuer", 120).Text(request.Source, "source", 200)
        .That(request.EffectiveOn <= request.ExpiresOn, "expiresOn", "not before effectiveOn")
        .That(request.VerifiedOn is not { } on || on <= time.Now().InUtc().Date, "verifiedOn", "up to today in UTC");

    private static bool IsUspsCode(string? code) => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];
}
