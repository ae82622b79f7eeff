using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>What an auditor and two admins do months after a visit, on the pages.</summary>
[Collection(nameof(ClinicInBrowser))]
public sealed class AuditScreensTests(ClinicInBrowser clinic)
{
    private const string SecondAdmin = "second@clinic.test";

    [Fact]
    public async Task What_a_visit_that_did_not_go_smoothly_left_to_review_is_signed_off_by_keyboard()
    {
        await TroubledVisitAsync();
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/reviews", ClinicInBrowser.AdminEmail);
        await SignOffAsync(admin);
    }

    [Fact]
    public async Task A_patient_is_erased_by_two_people_in_two_windows_and_the_story_stays()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId, DateTimeOffset.UtcNow.AddDays(3));
        await clinic.Admin.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "Other" });
        await clinic.Admin.PostAsync("/api/staff", new { email = SecondAdmin, password = ClinicInBrowser.Password, givenName = "Ben", familyName = "Second", roles = new[] { "Admin" } });
        var path = $"/admin/patients/{await PatientOfAsync(visit.Id)}";

        var first = await StaffPage.SignedInAsync(clinic, path, ClinicInBrowser.AdminEmail);
        await first.Button("Ask to erase").ClickAsync();
        await Screens.CheckAsync(first.Page, "admin-erase-ask");
        await first.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Ask to erase" }).ClickAsync();
        await Assertions.Expect(first.Page.GetByText("Another admin has to confirm it, not you.")).ToBeVisibleAsync();
        await Assertions.Expect(first.Button("Confirm the erasure")).ToHaveCountAsync(0);

        var second = await StaffPage.SignedInAsync(clinic, path, SecondAdmin);
        await second.Button("Confirm the erasure").ClickAsync();
        await Screens.CheckAsync(second.Page, "admin-erase-confirm");
        await second.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Confirm the erasure" }).ClickAsync();
        await Assertions.Expect(second.Page.GetByText("Erased on")).ToBeVisibleAsync();
        await second.SeesAsync("Erased patient");
        await Screens.CheckAsync(second.Page, "admin-erased");

        await second.Page.GotoAsync($"/admin/log/visits/{visit.Id}");
        await Assertions.Expect(second.Page.GetByText("The patient was erased on")).ToBeVisibleAsync();
        await Assertions.Expect(second.Page.GetByText("is intact")).ToBeVisibleAsync();
        await Screens.CheckAsync(second.Page, "admin-timeline-erased");
    }

    /// <summary>By keyboard alone.</summary>
    private static async Task SignOffAsync(StaffPage admin)
    {
        await admin.SeesAsync("Reviews");
        var denied = admin.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "no longer licensed" }).First;
        await Assertions.Expect(denied).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-reviews");
        await denied.GetByText("What led to it").FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(denied.GetByText("This record")).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-review-open");

        await denied.GetByLabel("What you found").FocusAsync();
        await admin.Page.Keyboard.TypeAsync("The patient said California by mistake.");
        await admin.Page.Keyboard.PressAsync("Tab");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.GetByText("It is under “Signed off” now.")).ToBeVisibleAsync();
        await admin.Button("Signed off").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("The patient said California by mistake.")).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-reviews-signed");
    }

    /// <summary>A refused start, a lost connection, a safety concern, a place out of licence, and an outcome that was corrected.</summary>
    private async Task TroubledVisitAsync()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        using var clinician = await ClinicClient.SignedInAsync(clinic.Address, ClinicInBrowser.ClinicianEmail, ClinicInBrowser.Password);
        using var joined = await ClinicClient.JoinedAsync(clinic.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var patient = await HubClient.ConnectAsync(joined);
        await using var staff = await HubClient.ConnectAsync(clinician);
        object Command() => new { visitId = visit.Id, commandId = Guid.NewGuid() };
        object Place(string? state) => new { visitId = visit.Id, commandId = Guid.NewGuid(), location = new { country = "US", state } };

        await patient.DoAsync("JoinVisit", new { visitId = visit.Id });
        await staff.DoAsync("JoinVisit", new { visitId = visit.Id });
        await patient.CheckInAsync(visit.Id);
        await patient.CallAsync("UpdateLocation", Place("CA"));
        await staff.CallAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid(), anyway = true });
        await patient.DoAsync("UpdateLocation", Place("UT"));
        await staff.DoAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid(), anyway = true });
        foreach (var connection in new[] { "Lost", "Connected" }) await patient.DoAsync("ReportMedia", new { visitId = visit.Id, sample = new { connection } });
        await patient.DoAsync("RaiseSafetyConcern", Command());
        var raised = (await clinic.Admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline")).GetProperty("items").EnumerateArray().Single(r => r.GetProperty("code").GetString() == "SafetyConcernRaised");
        var concernId = raised.GetProperty("after").GetProperty("concernId").GetString();
        await staff.DoAsync("AcknowledgeSafetyConcern", new { visitId = visit.Id, commandId = Guid.NewGuid(), concernId });
        await staff.DoAsync("ResolveSafetyConcern", new { visitId = visit.Id, commandId = Guid.NewGuid(), concernId, outcome = "Safe" });
        await patient.CallAsync("UpdateLocation", Place("CA"));
        await staff.DoAsync("EndVisit", new { visitId = visit.Id, commandId = Guid.NewGuid(), disposition = "Completed" });
        await clinician.PostAsync($"/api/visits/{visit.Id}/outcome", new { to = "Abandoned", reason = "The patient had left before the end" });
    }

    private async Task<string> PatientOfAsync(string visit) => (await clinic.Admin.GetAsync($"/api/visits/{visit}")).GetProperty("patient").GetProperty("patientId").GetString()!;
}
