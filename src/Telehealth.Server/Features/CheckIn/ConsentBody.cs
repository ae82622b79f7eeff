using Telehealth.Domain;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>The text that was shown, and the answer to it.</summary>
public sealed record ConsentBody
{
    /// <summary>The text's id, or <c>current</c>, which resolves to the one shown now and records that.</summary>
    public required string Version { get; init; }

    /// <summary>BCP 47, e.g. <c>en</c>.</summary>
    public required string Language { get; init; }

    public required bool Accepted { get; init; }

    /// <returns>Null when there is no such text.</returns>
    internal OfferedConsent? Resolve(ConsentTexts texts, string? state) =>
        texts.Find(Version, Language, state) is { } text ? new(text.Version, text.Language, text.State, text.Hash, Accepted) : null;

    internal static RefusalView Unknown { get; } = RefusalView.Of(RefusalCode.Invalid, "There is no such consent text.");
}
