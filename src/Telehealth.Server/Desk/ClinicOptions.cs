using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Telehealth.Server.Desk;

/// <summary>Settings of section <c>Clinic</c>.</summary>
internal sealed class ClinicOptions
{
    public const string Section = "Clinic";

    /// <summary>Name shown to patients. Default "Telehealth Clinic"; 1 to 200 characters.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string Name { get; set; } = "Telehealth Clinic";

    /// <summary>Phone number shown wherever somebody may be stuck. Default "+1 801 555 0100"; 3 to 40 characters.</summary>
    [Required, StringLength(40, MinimumLength = 3)]
    public string Phone { get; set; } = "+1 801 555 0100";

    /// <summary>IANA time zone in which visits are scheduled and told. Default America/Denver.</summary>
    [Required]
    public string TimeZone { get; set; } = "America/Denver";

    /// <summary>USPS codes of the states in which the clinic treats patients. Default UT, ID, WA, OR, NV, AZ, FL.</summary>
    public string[] ServedStates { get; set; } = [];

    /// <summary>A list in configuration would add to a default list, so the default stands here.</summary>
    public IReadOnlyList<string> Served => ServedStates.Length > 0 ? ServedStates : ["UT", "ID", "WA", "OR", "NV", "AZ", "FL"];
}

internal sealed class ClinicOptionsCheck : IValidateOptions<ClinicOptions>
{
    public ValidateOptionsResult Validate(string? name, ClinicOptions options)
    {
        var wrong = options.ServedStates.Where(s => s is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']).Select(s => $"Clinic:ServedStates: '{s}' is not a USPS code.").ToList();
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(options.TimeZone) is null) wrong.Add($"Clinic:TimeZone: '{options.TimeZone}' is not an IANA time zone.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }
}
