using System.Security.Cryptography;
using System.Text;
using Telehealth.Domain.Consent;

namespace Telehealth.Server.Desk.Rules;

/// <summary>One hash over every text of an edition in one language, the general one and each state's: if it is the same, nothing that anybody read differs.</summary>
internal static class ConsentFingerprint
{
    public static string Of(ConsentEdition edition, string language)
    {
        var hashes = ConsentTexts.TextsOf(edition).Where(t => t.Language == language).Select(t => t.Hash);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', hashes))));
    }
}
