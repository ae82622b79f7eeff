using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Features.Staff;

/// <summary>Settings of section <c>Identity</c>.</summary>
internal sealed class AccountOptions
{
    public const string Section = "Identity";

    /// <summary>Hours for which a member of staff stays signed in. Default 12; 1 to 72.</summary>
    [Range(1, 72)]
    public int SessionHours { get; set; } = 12;

    /// <summary>Wrong passwords in a row that lock an account. Default 5; 3 to 20.</summary>
    [Range(3, 20)]
    public int LockoutTries { get; set; } = 5;

    /// <summary>Minutes for which a locked account stays locked. Default 15; 1 to 1440.</summary>
    [Range(1, 1440)]
    public int LockoutMinutes { get; set; } = 15;

    /// <summary>Shortest accepted password, in characters. Default 10; 8 to 64.</summary>
    [Range(8, 64)]
    public int PasswordLength { get; set; } = 10;

    /// <summary>The first Admin, created at start while there is no Admin. Default none.</summary>
    public FirstAdminOptions FirstAdmin { get; set; } = new();
}

internal sealed class FirstAdminOptions
{
    /// <summary>E-mail address of the first Admin. Default none.</summary>
    public string? Email { get; set; }

    /// <summary>Password of the first Admin; change it by removing it here after the first sign-in. Default none.</summary>
    public string? Password { get; set; }
}

/// <summary>Names the key that still holds what every reader of the source knows.</summary>
internal sealed class AccountOptionsCheck(IHostEnvironment environment) : IValidateOptions<AccountOptions>
{
    public ValidateOptionsResult Validate(string? name, AccountOptions options)
    {
        var wrong = new List<string>();
        if (environment.IsProduction() && options.FirstAdmin.Password is StaffAccounts.DevelopmentPassword)
        {
            wrong.Add("Identity:FirstAdmin:Password is the development password; Production does not start with it.");
        }

        if ((options.FirstAdmin.Email is null) != (options.FirstAdmin.Password is null)) wrong.Add("Identity:FirstAdmin needs both Email and Password, or neither.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
