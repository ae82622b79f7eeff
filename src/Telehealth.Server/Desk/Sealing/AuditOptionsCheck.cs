using Microsoft.Extensions.Options;
using Telehealth.Ledger.Notes;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>Production signs with a real key under a real name; elsewhere both are made up.</summary>
internal sealed class AuditOptionsCheck(IHostEnvironment environment) : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options)
    {
        var wrong = new List<string>();
        if (environment.IsProduction())
        {
            if (options.SigningKeyFile.Length == 0) wrong.Add("Audit:SigningKeyFile is needed in Production: the log's own key, made once with 'telehealth log new-key FILE' and kept safe.");
            if (options.Origin.Length == 0) wrong.Add("Audit:Origin is needed in Production: the name of the log, such as visits.clinic.org/log.");
        }

        if (options.Origin.Length > 0 && !Checkpoint.IsOrigin(options.Origin)) wrong.Add("Audit:Origin must be a name without spaces, plus and # signs, such as visits.clinic.org/log.");
        Check(wrong, "Audit:SigningKeyFile", options.SigningKeyFile);
        Check(wrong, "Audit:PreviousSigningKeyFile", options.PreviousSigningKeyFile);
        if (options.SecondStore.Contains("://", StringComparison.Ordinal) && !IsWeb(options.SecondStore)) wrong.Add("Audit:SecondStore must be a folder or an http(s) address.");
        return wrong.Count > 0 ? ValidateOptionsResult.Fail(wrong) : ValidateOptionsResult.Success;
    }

    public static bool IsWeb(string store) => Uri.TryCreate(store, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static void Check(List<string> wrong, string setting, string file)
    {
        if (file.Length == 0) return;
        try
        {
            if (NoteSignerKey.TryReadPem("check", File.ReadAllText(file)) is null) wrong.Add($"{setting} is not an Ed25519 private key in PEM (PKCS #8).");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            wrong.Add($"{setting} names a file that cannot be read.");
        }
    }
}
