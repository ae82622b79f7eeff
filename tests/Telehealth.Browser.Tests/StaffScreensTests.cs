using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;

namespace Telehealth.Browser.Tests;

[Collection(Clinics.Pages)]
public sealed class StaffScreensTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
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
    [InlineData("/admin/log?q=code%3AStaffAdded,ClinicianAdded+-outcome%3Arefused", "Visit log", "admin-log-search")]
    [InlineData("/admin/log?q=colour%3Ared", "Visit log", "admin-log-wrong")]
    [InlineData("/admin/log/charts", "Visit log", "admin-log-charts")]
    [InlineData("/admin/log/anomalies", "Visit log", "admin-log-anomalies")]
    [InlineData("/admin/log/saved", "Visit log", "admin-log-saved")]
    [InlineData("/admin/log/exports", "Visit log", "admin-log-exports-empty")]
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

    /// <summary>By keyboard alone, as far as the proof of one record.</summary>
    [Fact]
    public async Task A_search_is_completed_by_keyboard_and_a_record_is_verified_in_the_browser()
    {
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/log", ClinicInBrowser.AdminEmail);
        var box = admin.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search the log" });
        await box.FocusAsync();
        await admin.Page.Keyboard.TypeAsync("cod");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Option, new() { Name = "code:" })).ToBeVisibleAsync();
        await admin.Page.Keyboard.PressAsync("ArrowDown");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.Keyboard.TypeAsync("StaffAd");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Option, new() { Name = "StaffAdded" })).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-log-completion");
        await admin.Page.Keyboard.PressAsync("ArrowDown");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Remove: What: Staff added" })).ToBeVisibleAsync();

        await admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Details: Staff added") }).Last.ClickAsync();
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Verify" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("The record’s bytes are those that the proof carries.")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("Verified in this browser")).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-log-proof");
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
