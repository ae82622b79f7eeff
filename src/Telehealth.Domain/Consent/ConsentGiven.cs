using NodaTime;

namespace Telehealth.Domain.Consent;

/// <summary>One person's acceptance of one exact text on one visit.</summary>
/// <param name="Version">Id of the text, never <c>current</c>.</param>
/// <param name="TextHash">SHA-256 of the exact text shown, lower-case hex.</param>
public sealed record ConsentAccepted(string Version, string Language, string? State, string TextHash, Instant At);
