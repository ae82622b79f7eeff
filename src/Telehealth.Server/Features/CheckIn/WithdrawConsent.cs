using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>Consent is taken back: nothing starts and no grant follows until it is given again.</summary>
public sealed record WithdrawConsentRequest : CommandBody
{
    /// <summary>Whose, where staff record it; absent means the patient's. Everybody else takes back their own.</summary>
    public ParticipantId? ParticipantId { get; init; }
}

internal sealed class WithdrawConsentSlice(VisitCommands commands) : ISlice<WithdrawConsentRequest, VersionAnswer>
{
    public Task<VersionAnswer> HandleAsync(Visitor visitor, WithdrawConsentRequest request, CancellationToken cancellation) =>
        commands.RunAsync(visitor, request, _ => new WithdrawConsent(request.ParticipantId), cancellation);
}
