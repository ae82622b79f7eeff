using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>A development machine, where messages are shown instead of sent: the fullest that the page of notices can be.</summary>
public sealed class ClinicThatShowsMessages : ClinicInBrowser
{
    protected override string HostEnvironment => "Development";
}

public sealed class NoticesTests(ClinicThatShowsMessages clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync), IClassFixture<ClinicThatShowsMessages>
{
    [Fact]
    public async Task An_admin_reads_what_became_of_each_message()
    {
        await clinic.Admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Pat", familyName = "Probe", birthDate = ScheduledVisit.BirthDate, phone = "+1 801 555 0142", preferredLanguage = "en" },
            clinicianId = clinic.ClinicianId, startsAt = DateTimeOffset.UtcNow.AddDays(2), durationMinutes = 30, kind = "FollowUp",
        });
        await Poll.UntilAsync(async () => (await clinic.Admin.GetAsync("/api/notices?status=Accepted")).GetProperty("items").GetArrayLength() > 0, "a message is shown");
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/notices", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Notices");

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "Open the link" })).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.Locator(".spinner")).ToHaveCountAsync(0);
        await Screens.CheckAsync(admin.Page, "admin-notices-shown");
    }
}
