using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.Consent;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.Notices;

internal sealed record ClinicView(string Name, string Phone, string TimeZone);

internal sealed record ConsentView(string Version, string Language, string Title, IReadOnlyList<string> Paragraphs, string Hash);

/// <summary>What anybody may read: whom to call, and the consent text as it is shown.</summary>
internal static class ClinicNotice
{
    public static Answer<ClinicView> Clinic(IOptions<ClinicOptions> clinic) => new ClinicView(clinic.Value.Name, clinic.Value.Phone, clinic.Value.TimeZone);

    public static Answer<ConsentView> Consent(ConsentTexts texts, string? state, string? language) =>
        texts.Find(ConsentTexts.Current, language is { Length: <= 35 } ? language : "en", state) is { } text
            ? new ConsentView(text.Version, text.Language, text.Title, text.Paragraphs, text.Hash)
            : RefusalCode.NotFound;
}
