using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Live.Chat;

/// <summary>Who reads and writes in a visit's chat. Guests take part from their admission on and see nothing from before it.</summary>
internal static class ChatRules
{
    /// <summary>Null when the audience may not read now.</summary>
    public static Instant? ReadsFrom(Visit visit, Audience audience) => audience.Kind is not AudienceKind.Guest ? Instant.MinValue
        : visit.Find(audience.Participant!.Value) is { State: ParticipantState.Admitted, AdmittedAt: { } admitted } ? admitted
        : null;

    public static RefusalCode? MayWrite(Visit visit, Audience audience) =>
        visit.Phase is VisitPhase.Closed ? RefusalCode.WrongPhase
        : ReadsFrom(visit, audience) is null ? RefusalCode.NotAllowed
        : null;
}
