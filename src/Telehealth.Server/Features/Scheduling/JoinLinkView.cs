using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Scheduling;

/// <summary>A link to hand to somebody. It is shown in this answer and never again.</summary>
internal sealed record JoinLinkView(ParticipantId ParticipantId, ParticipantRole Role, string Url, Instant ExpiresAt);

internal sealed class JoinAddresses(IOptions<SiteOptions> site)
{
    public JoinLinkView ViewOf(HttpRequest request, IssuedLink link) =>
        new(link.ParticipantId, link.Role, $"{site.Value.OriginFor(request)}/join/{link.Token}", link.ExpiresAt);
}
