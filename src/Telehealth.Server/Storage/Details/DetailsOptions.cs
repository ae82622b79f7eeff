using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Telehealth.Server.Storage.Details;

/// <summary>Settings of section <c>Audit</c> for the personal part of records.</summary>
internal sealed class DetailsOptions
{
    public const string Section = "Audit";

    /// <summary>File of the master key under which the keys of personal details are kept: 32 random bytes in base64, as `telehealth keys new FILE` makes it. Default empty: the server makes its own; required in Production.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>Files of master keys that were replaced, until `telehealth keys rewrap` was run. Default none.</summary>
    public string[] FormerMasterKeyFiles { get; set; } = [];

    /// <summary>Hours within which a second admin has to confirm that a patient be erased. Default 72; 1 to 720.</summary>
    [Range(1, 720)]
    public int ErasureConfirmHours { get; set; } = 72;
}

/// <summary>Every key file that is named must be there and hold a key; Production makes none of its own.</summary>
internal sealed class DetailsOptionsCheck(IServiceProvider services) : IValidateOptions<DetailsOptions>
{
    public ValidateOptionsResult Validate(string? name, DetailsOptions options)
    {
        var wrong = new List<string>();
        if (string.IsNullOrWhiteSpace(options.MasterKeyFile))
        {
            if (services.GetService<IHostEnvironment>()?.IsProduction() is true) wrong.Add("Audit:MasterKeyFile is required in Production: a file that `telehealth keys new FILE` makes.");
        }
        else if (KeyFiles.WrongWith(options.MasterKeyFile) is { } why)
        {
            wrong.Add($"Audit:MasterKeyFile: {why}");
        }

        wrong.AddRange(options.FormerMasterKeyFiles.Select(KeyFiles.WrongWith).OfType<string>().Select(w => $"Audit:FormerMasterKeyFiles: {w}"));
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
