using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Processes;

/// <summary>Settings of a server process with nothing in it but its first admin.</summary>
internal static class Clinic
{
    public const string AdminEmail = "admin@clinic.test";
    public const string Password = "Correct-Horse-7-Battery";

    public static Dictionary<string, string> Settings(string connection) => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Production",
        ["ConnectionStrings:Telehealth"] = connection,
        ["Identity:FirstAdmin:Email"] = AdminEmail,
        ["Identity:FirstAdmin:Password"] = Password,
        ["RateLimits:JoinPerMinute"] = "100000",
        ["RateLimits:SignInPerMinute"] = "100000",
        ["RateLimits:HubCallsPerSecond"] = "100000",
    };

    public static Task<ClinicClient> AdminAsync(Uri address) => ClinicClient.SignedInAsync(address, AdminEmail, Password);
}
