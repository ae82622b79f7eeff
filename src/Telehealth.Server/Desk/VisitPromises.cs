using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>Effects of a visit's commit as rows of the outbox, and back: kind <c>visit.{effect}</c>, the effect as payload.</summary>
internal static class VisitPromises
{
    public static IReadOnlyList<OutboxRow> Of(Visit before, VisitDecision decision, Visit after, VisitPolicy policy, Instant at)
    {
        var effects = VisitEffects.Of(before, decision.Events, after, policy);
        if (decision.Refusal is { } refusal) effects = effects.AddRange(VisitEffects.Of(before, refusal));
        return effects.IsEmpty ? [] : [.. effects.Select(e => Of(e, after.Id, at))];
    }

    /// <summary>One effect that follows from something else than the visit's own commit.</summary>
    public static OutboxRow Of(VisitEffect effect, VisitId visit, Instant at) => new()
    {
        Id = Guid.CreateVersion7(at.ToDateTimeOffset()), Kind = KindOf(effect.GetType()), VisitId = visit, Payload = StoredJson.Write<object>(effect),
        CreatedAt = at, DueAt = effect is EndSessionsAt later ? later.At : at,
    };

    /// <summary>What an <see cref="IOutboxHandler"/> of this effect is called by.</summary>
    public static string KindOf<T>()
        where T : VisitEffect => KindOf(typeof(T));

    public static T Read<T>(OutboxMessage message)
        where T : VisitEffect => StoredJson.Read<T>(message.Payload);

    private static string KindOf(Type effect) => $"visit.{effect.Name}";
}
