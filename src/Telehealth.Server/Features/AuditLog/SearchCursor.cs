using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>Where a list goes on, with the search that it belongs to and the time that it looks at. Sealed: it cannot be made or changed outside.</summary>
internal sealed record SearchCursor(string Query, SearchWindow Window, SearchPlace Place);

internal sealed class SearchCursors(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("log-search-cursor.v1");

    public string Write(SearchCursor cursor) => Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(string.Create(
        CultureInfo.InvariantCulture, $"{cursor.Window.From}|{cursor.Window.To}|{cursor.Place.At}|{cursor.Place.RecordId}|{cursor.Query}"))));

    /// <summary>Null when it is none of ours.</summary>
    public SearchCursor? Read(string? text)
    {
        if (text is null or { Length: > 4000 } || !Base64Url.IsValid(text)) return null;
        try
        {
            var parts = Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(text))).Split('|', 5);
            return new(parts[4], new SearchWindow(Number(parts[0]), Number(parts[1])), new SearchPlace(Number(parts[2]), Number(parts[3])));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
