using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage;

/// <summary>Does the effects of one kind. May be called again for the same message unless <see cref="AtMostOnce"/>.</summary>
internal interface IOutboxHandler
{
    string Kind { get; }

    /// <summary>Doing it twice would be wrong (a text message): an attempt whose end is not known becomes Unknown and is not repeated.</summary>
    bool AtMostOnce { get; }

    /// <exception cref="OutboxException">It did not happen; says whether to try again.</exception>
    Task HandleAsync(OutboxMessage message, CancellationToken cancellation);
}

/// <param name="Payload">JSON; ids only.</param>
/// <param name="Attempt">Counts from 1.</param>
internal sealed record OutboxMessage(Guid Id, string Kind, VisitId? VisitId, string Payload, int Attempt, Instant CreatedAt);

/// <summary>The effect certainly did not happen.</summary>
/// <param name="code">A stable code for the admin; never a vendor's text.</param>
/// <param name="final">Trying again cannot help.</param>
/// <param name="retryAfter">When to try again, where the other side said so.</param>
internal sealed class OutboxException(string code, bool final = false, Exception? inner = null, TimeSpan? retryAfter = null) : Exception($"The effect did not happen: {code}.", inner)
{
    public string Code { get; } = code;
    public bool Final { get; } = final;
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
