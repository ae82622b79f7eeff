using Microsoft.AspNetCore.DataProtection;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>How a person can be reached. Personal.</summary>
internal sealed record Reachable(string? Phone, string? Email);

/// <param name="LinkToken">A join link that the message carries.</param>
/// <param name="Guest">Of somebody whom the clinic has no file of; a patient's own addresses are read when the message is sent.</param>
internal sealed record NoticeSecret(string? LinkToken, Reachable? Guest = null);

/// <summary>
/// A link's token exists only where the link is made, and is stored as a hash. For its message it waits in the book under Data Protection,
/// for this purpose only, until that was sent or given up.
/// </summary>
internal sealed class NoticeSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("Telehealth.Notices.Secrets");

    /// <summary>Before the work that stores it: Data Protection may have to write a key of its own.</summary>
    public string Seal(NoticeSecret secret) => protector.Protect(StoredJson.Write(secret));

    public NoticeSecret Open(string? sealedSecret) => sealedSecret is null ? new NoticeSecret(null) : StoredJson.Read<NoticeSecret>(protector.Unprotect(sealedSecret));
}
