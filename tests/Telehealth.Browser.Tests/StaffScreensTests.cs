using Microsoft.Playwright;
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
    [InlineData("/admin/licensure", "Who may treat where", "admin-licensure")]
    [InlineData("/admin/licensure/endangered", "What will break", "admin-endangered")]
    [InlineData("/admin/licensure/refused", "Refused and held starts", "admin-refused")]
    [InlineData("/admin/licensure/import", "Import authorities", "admin-import")]
    [InlineData("/admin/licensure/what-if", "License check: what if?", "admin-what-if")]
    [InlineData("/admin/log", "Visit log", "admin-log")]
    [InlineData("/admin/notices", "Notices", "admin-notices")]
    [InlineData("/clinic", "Board", "clinic-board-admin")]
    [InlineData("/clinic/work", "To do", "clinic-work")]
    public async Task Every_screen_of_staff_is_legible_at_both_sizes(string path, string heading, string name)
    {
        var admin = await StaffPage.SignedInAsync(clinic, path, ClinicInBrowser.AdminEmail);
        await admin.SeesAsync(heading);
        await Assertions.Expect(admin.Page.Locator(".spinner")).ToHaveCountAsync(0);
        await Screens.CheckAsync(admin.Page, name);
    }

    [Fact]
    public async Task The_pages_of_one_visit_one_patient_and_one_clinician_are_legible_at_both_sizes()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId, DateTimeOffset.UtcNow.AddDays(2));
        var patient = (await clinic.Admin.GetAsync($"/api/visits/{visit.Id}")).GetProperty("patient").GetProperty("patientId").GetString();
        var admin = await StaffPage.SignedInAsync(clinic, "/admin", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Visits");
        foreach (var (path, name) in new[]
        {
            ("/admin/schedule", "admin-schedule"), ($"/admin/visits/{visit.Id}", "admin-visit"),
            ($"/admin/patients/{patient}", "admin-patient"), ($"/admin/clinicians/{clinic.ClinicianId}", "admin-clinician"),
        })
        {
            await admin.Page.GotoAsync(path);
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(admin.Page.Locator(".spinner")).ToHaveCountAsync(0);
            await Screens.CheckAsync(admin.Page, name);
        }
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
