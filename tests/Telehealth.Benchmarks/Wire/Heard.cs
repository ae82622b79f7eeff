namespace Telehealth.Benchmarks.Wire;

internal enum HeardKind { Other, Ready, Answer, VisitChanged, Resync, Ping, Opened, Closed }

/// <summary>What one message of the server said, as far as a load generator cares.</summary>
/// <param name="Id">The call that an answer belongs to, else 0.</param>
/// <param name="Refusal">Code of a refusal, or the text of a fault.</param>
internal readonly record struct Heard(HeardKind Kind, int Id = 0, long Version = 0, string? Refusal = null);
