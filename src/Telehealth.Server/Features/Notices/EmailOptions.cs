using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Telehealth.Server.Features.Notices;

internal enum EmailSecurity { StartTls, Tls, None }

/// <summary>Settings of section <c>Email</c>: the server that takes e-mail to patients and guests.</summary>
internal sealed class EmailOptions : IValidatableObject
{
    public const string Section = "Email";

    /// <summary>Name of the SMTP server. Default empty: no e-mail is sent.</summary>
    public string Host { get; set; } = "";

    /// <summary>Port of the SMTP server. Default 587; 1 to 65535.</summary>
    [Range(1, 65535)]
    public int Port { get; set; } = 587;

    /// <summary>StartTls, Tls (from the first byte, port 465) or None (a relay on this machine or network). Default StartTls.</summary>
    public EmailSecurity Security { get; set; } = EmailSecurity.StartTls;

    /// <summary>Name to sign in with. Default empty: no sign-in.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Password to sign in with. Default empty.</summary>
    public string Password { get; set; } = "";

    /// <summary>Address that messages come from. Default no-reply@clinic.invalid; needed when Host is set.</summary>
    public string From { get; set; } = "no-reply@clinic.invalid";

    /// <summary>Seconds after which a server that does not answer is given up. Default 20; 1 to 120.</summary>
    [Range(1, 120)]
    public int TimeoutSeconds { get; set; } = 20;

    public bool IsOn => Host.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out var from) || from.Address != From) yield return new("Email:From must be an e-mail address.");
        if (!IsOn) yield break;
        if (From.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)) yield return new("Email:From is needed when Email:Host is set.");
        if (Security is EmailSecurity.None && UserName.Length > 0) yield return new("Email:UserName needs Email:Security StartTls or Tls: a password is not sent in the clear.");
    }
}
