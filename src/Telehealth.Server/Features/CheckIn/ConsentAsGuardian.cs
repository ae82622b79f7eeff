using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>A guardian consents to the care of a minor.</summary>
public sealed record ConsentAsGuardianRequest : CommandBody
{
    public required ConsentBody Consent { get; init; }
}

internal sealed class ConsentAsGuardianSlice(VisitCommands commands, ConsentTexts texts, IVisitReader visits) : ISlice<ConsentAsGuardianRequest, VersionAnswer>
{
    public async Task<VersionAnswer> HandleAsync(Visitor visitor, ConsentAsGuardianRequest request, CancellationToken cancellation)
    {
        var place = visitor.Caller.VisitId == request.VisitId ? (await visits.FindAsync(request.VisitId, cancellation))?.Visit.Attestation?.State : null;
        return request.Consent.Resolve(texts, place) is { } consent
            ? await commands.RunAsync(visitor, request, _ => new ConsentAsGuardian(consent), cancellation)
            : new VersionAnswer { Refusal = ConsentBody.Unknown };
    }
}
