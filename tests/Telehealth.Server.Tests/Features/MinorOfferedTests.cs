using System.Globalization;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>Staff choose among what the law of the patient's place knows at the patient's age, and are offered nothing else.</summary>
public sealed class MinorOfferedTests
{
    [Theory]
    [InlineData(14, false)]
    [InlineData(16, true)]
    public async Task What_a_minor_can_rest_on_follows_age_and_place(int age, bool homeless)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var clinician = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var (id, link, birthDate) = await ScheduleAsync(admin, clinician, age);
        Assert.Null(await OfferedAsync(admin, id));

        using var patient = await ClinicClient.JoinedAsync(admin.Address, link, birthDate);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.CallAsync("CheckIn", new
        {
            visitId = id, commandId = Guid.NewGuid(), location = new { country = "US", state = "UT" }, consent = new { version = "current", language = "en", accepted = true },
            callbackPhone = "+18015550100", emergencyContactDeclined = "Other", othersPresent = Array.Empty<object>(), privateSpace = true, device = new { camera = "ok", microphone = "ok", speaker = "ok" },
        });
        var offered = await OfferedAsync(admin, id);
        Assert.NotNull(offered);
        Assert.Contains("GuardianConsented", offered);
        Assert.Contains("Emancipated", offered);
        Assert.DoesNotContain("SelfConsentByStateLaw", offered);
        Assert.Equal(homeless, offered.Contains("Homeless"));
    }

    [Fact]
    public async Task An_adult_is_offered_nothing()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var visit = await admin.ScheduleAsync(await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]));
        Assert.Null(await OfferedAsync(admin, visit.Id));
    }

    private static async Task<(string Id, string Link, string BirthDate)> ScheduleAsync(ClinicClient admin, string clinicianId, int age)
    {
        var birthDate = DateTime.UtcNow.AddYears(-age).AddMonths(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var visit = ScheduledVisit.Read(await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Min", familyName = "Probe", birthDate, preferredLanguage = "en" }, clinicianId, startsAt = DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp",
        }));
        return (visit.Id, visit.LinkToken, birthDate);
    }

    private static async Task<List<string>?> OfferedAsync(ClinicClient admin, string visit) =>
        (await admin.GetAsync($"/api/visits/{visit}")).GetProperty("patient").TryGetProperty("minorOffered", out var offered) && offered.ValueKind is System.Text.Json.JsonValueKind.Array
            ? [.. offered.EnumerateArray().Select(b => b.GetString()!)]
            : null;
}
