using Telehealth.Domain;
using Telehealth.Domain.Licensure;
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
        var (known, added) = await desk.ExecuteAsync(caller.Actor, async (work, token) => await AuthorityFile.KnowsAsync(work, clinician, request, token)
            ? (true, await AuthorityFile.AppendAsync(work, new AuthorityId(id), clinician, request, token))
            : (false, null), cancellation);
        if (!known && new Check().That(false, "dependsOn", "a record of this clinician, as is supersedes").Problem is { } stranger) return stranger;
        return added is null ? RefusalCode.NotFound : new AuthorityAdded(added.Id);
    }

    private static Check Checked(NewAuthority request, TimeProvider time) => new Check()
        .That(request.Jurisdictions is { Length: >= 1 and <= 60 } && request.Jurisdictions.All(IsUspsCode), "jurisdictions", "one or more upper-case USPS codes")
        .Text(request.Number, "number", 60).Text(request.Issuer, "issuer", 120).Text(request.Source, "source", 200)
        .That(request.EffectiveOn <= request.ExpiresOn, "expiresOn", "not before effectiveOn")
        .That(request.VerifiedOn is not { } on || on <= time.Now().InUtc().Date, "verifiedOn", "up to today in UTC")
        .That(request.RequiresClinicianIn is { Length: <= 60 } && request.RequiresClinicianIn.All(IsUspsCode), "requiresClinicianIn", "upper-case USPS codes")
        .That(request.Encumbrances is { Length: <= 10 } && request.Encumbrances.All(e => e is { Length: >= 1 and <= 200 }), "encumbrances", "at most 10, of 1 to 200 characters")
        .That(IsLimit(request.Limit), "limit", "max 1 to 1000; days 1 to 1000 with SinceEvent and only there")
        .That(request.Limit?.Window is not UsageWindow.SinceEvent || request.EventOn is not null, "eventOn", "needed by a limit since an event")
        .That(request.Kind is not AuthorityKind.MultistateLicense || request.Jurisdictions is { Length: 1 }, "jurisdictions", "a multistate licence names its one home state")
        .That(request.Compact is not null || request.Kind is not (AuthorityKind.CompactPrivilege or AuthorityKind.CompactAuthority), "compact", "needed by this kind")
        .That(request.Path is null || IsPath(request.Path), "path", "1 to 60 letters, digits and hyphens")
        .That(request.VerifiedBy is not { Length: > 120 }, "verifiedBy", "at most 120 characters")
        .That(request.SourceUrl is null || (request.SourceUrl.Length <= 400 && Uri.TryCreate(request.SourceUrl, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"), "sourceUrl", "an http address, at most 400 characters");

    private static bool IsLimit(UsageLimit? limit) =>
        limit is null || (limit.Max is >= 1 and <= 1000 && (limit.Window is UsageWindow.SinceEvent ? limit.Days is >= 1 and <= 1000 : limit.Days is null));

    private static bool IsPath(string path) => path is { Length: >= 1 and <= 60 } && path.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');

    private static bool IsUspsCode(string? code) => code is [>= 'A' and <= 'Z', >= 'A' and <= 'Z'];
}
