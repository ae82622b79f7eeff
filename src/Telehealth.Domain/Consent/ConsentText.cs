using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Domain.Consent;

/// <summary>One exact text, as it is put before a person.</summary>
/// <param name="Version">Id of the edition, never <c>current</c>.</param>
/// <param name="Language">The language that the text is in, which may not be the one asked for.</param>
/// <param name="State">USPS code of the place that it was made for; null for the general text.</param>
public sealed record ConsentText(string Version, string Language, string? State, string Title, ImmutableArray<string> Paragraphs)
{
    /// <summary>Lower-case hex SHA-256 over the UTF-8 of the title and the paragraphs, joined by one empty line each.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join("\n\n", [Title, .. Paragraphs]))));
}
