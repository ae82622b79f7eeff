using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Faults;
using Telehealth.Tests.Shared.Twilio;
using Xunit.Abstractions;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>The fault run of the benchmarks, small: a real server process, its vendor as our stand-in.</summary>
public sealed class FaultRunTests(ITestOutputHelper output)
{
    private const string Email = "admin@faults.example", Password = "correct-horse-battery";

    [Fact]
    public async Task Whatever_the_vendor_does_every_visit_ends_with_one_room_and_none_is_left_over()
    {
        var folder = Directory.CreateTempSubdirectory("telehealth-faults-");
        await using var vendor = await FakeTwilio.StartAsync();
        await using var server = await ServerProcess.StartAsync(SettingsOf(vendor, folder.FullName));
        using var admin = await ClinicClient.SignedInAsync(server.Address, Email, Password);
        var spec = new FaultRunSpec
        {
            Visits = 20, Lines = 5, Outage = TimeSpan.FromSeconds(3), Stay = TimeSpan.FromSeconds(0.2), Pause = TimeSpan.FromSeconds(0.5), Settle = TimeSpan.FromMinutes(2),
            Strays = 0, // They are left alone for longer than this run takes.
        };

        var result = await new FaultRun(vendor, spec, output.WriteLine).RunAsync(admin, Password);

        output.WriteLine(server.Output);
        Assert.Empty(result.Broken);
        Assert.Equal(20, result.Visits.Count);
        folder.Delete(recursive: true);
    }

    private static Dictionary<string, string> SettingsOf(FakeTwilio vendor, string folder) => new(FakeAccount.Settings(vendor.Address))
    {
        // Production takes no stand-in and none of its keys.
        ["ASPNETCORE_ENVIRONMENT"] = "Staging",
        ["ConnectionStrings:Telehealth"] = $"Data Source={Path.Combine(folder, "clinic.db")}", ["Identity:FirstAdmin:Email"] = Email, ["Identity:FirstAdmin:Password"] = Password,
        ["RateLimits:JoinPerMinute"] = "100000", ["RateLimits:SignInPerMinute"] = "100000",
    };
}
