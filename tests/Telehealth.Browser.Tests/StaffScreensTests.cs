using Telehealth.Browser.Tests.Support;

namespace Telehealth.Browser.Tests;

[Collection(nameof(ClinicInBrowser))]
public sealed class StaffScreensTests(ClinicInBrowser clinic)
{
    [Theory]
    [InlineData("/admin", "Visits", "admin-visits")]
    [InlineData("/admin/patients", "Patients", "admin-patients")]
    [InlineData("/admin/clinicians", "Clinicians", "admin-clinicians")]
    [InlineData("/admin/accounts", "Staff", "admin-accounts")]
    [InlineData("/admin/licensure", "License check: what if?", "admin-licensure")]
    [InlineData("/admin/log", "Visit log", "admin-log")]
    [InlineData("/admin/notices", "Notices that did not go out", "admin-notices")]
    [InlineData("/clinic", "Board", "clinic-board-admin")]
    [InlineData("/clinic/work", "To do", "clinic-work")]
    public async Task Every_screen_of_staff_is_legible_at_both_sizes(string path, string heading, string name)
    {
        var admin = await StaffPage.SignedInAsync(clinic, path, ClinicInBrowser.AdminEmail);
        await admin.SeesAsync(heading);
        await Screens.CheckAsync(admin.Page, name);
    }

    [Theory]
    [InlineData("/", "Telehealth video visits", "home")]
    [InlineData("/clinic", "Sign in to the clinic", "clinic-sign-in")]
    [InlineData("/admin", "Sign in to administration", "admin-sign-in")]
    [InlineData("/join/nobody-knows-this-link", "This link no longer works", "patient-link-expired")]
    public async Task Every_door_is_legible_at_both_sizes(string path, string heading, string name)
    {
        var visitor = new StaffPage(await clinic.OpenAsync(path));
        await visitor.SeesAsync(heading);
        await Screens.CheckAsync(visitor.Page, name);
    }
}
