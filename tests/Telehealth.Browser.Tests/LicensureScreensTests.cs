using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>What an admin does to keep the clinic licensed, on the pages.</summary>
[Collection(Clinics.Pages)]
public sealed class LicensureScreensTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task A_file_is_looked_at_row_by_row_and_then_written()
    {
        await clinic.Admin.AddClinicianAsync("imported@clinic.test", ClinicInBrowser.Password, []);
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/licensure/import", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Import authorities");
        var file = "clinician,kind,profession,jurisdictions,number,issuer,effectiveOn,expiresOn,boardStatus,verifiedOn,source,Remark\n"
            + $"imported@clinic.test,FullLicense,APRN,UT,UT-7,Utah DOPL,2024-01-01,2099-12-31,Active,{Day(0)},dopl.utah.gov,new\n"
            + $"nobody@clinic.test,FullLicense,APRN,UT,UT-8,Utah DOPL,2024-01-01,2099-12-31,Active,{Day(0)},dopl.utah.gov,unknown\n";
        await admin.Page.GetByLabel("CSV file").SetInputFilesAsync(new FilePayload { Name = "licenses.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file) });
        await admin.Button("Check the file").ClickAsync();

        await Assertions.Expect(admin.Page.GetByText("Nothing was written").First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("Columns that are not read: Remark.")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("No clinician has this e-mail or id.")).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-import-checked");

        await Assertions.Expect(admin.Button("Write 1 record")).ToBeDisabledAsync();
        await admin.Page.GetByLabel("Leave out the rows with an error").CheckAsync();
        await admin.Button("Write 1 record").ClickAsync();
        await Assertions.Expect(admin.Page.GetByText("Open visits of these clinicians are looked at again").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_matrix_is_walked_with_the_arrow_keys_and_tells_the_reasons_behind_a_cell()
    {
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/licensure", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Who may treat where");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "in Arizona" }).First.FocusAsync();
        await admin.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "in Florida" }).First).ToBeFocusedAsync();
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog).GetByText("license for this state").First).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-matrix-cell");
    }

    [Fact]
    public async Task A_license_that_ends_is_shown_with_the_visits_that_it_breaks_and_is_verified_and_renewed_there()
    {
        var id = await clinic.Admin.AddClinicianAsync("ending@clinic.test", ClinicInBrowser.Password, ["ID"]);
        await clinic.Admin.PostAsync($"/api/clinicians/{id}/authorities", new
        {
            kind = "FullLicense", profession = "APRN", jurisdictions = new[] { "NV" }, number = "NV-9", issuer = "Nevada Board of Nursing", effectiveOn = "2020-01-01", expiresOn = Day(10),
            boardStatus = "Active", verifiedOn = Day(-30), source = "nevadanursingboard.org",
        });
        await clinic.Admin.ScheduleAsync(id, DateTimeOffset.UtcNow.AddDays(20));

        var admin = await StaffPage.SignedInAsync(clinic, "/admin/licensure/endangered", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("What will break");
        await Assertions.Expect(admin.Page.GetByText("has expired").First).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-endangered-found");

        await admin.Page.GotoAsync($"/admin/clinicians/{id}");
        await admin.Button("Verify: NV-9").ClickAsync();
        await admin.Button("Record the check").ClickAsync();
        await admin.Button("History: NV-9").ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog).GetByText("Replaced")).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-authority-history");
    }

    [Fact]
    public async Task A_refused_start_is_found_and_its_decision_replays_to_the_same_bytes()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        using var patient = await ClinicClient.JoinedAsync(clinic.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using (var hub = await HubClient.ConnectAsync(patient))
            await hub.CallAsync("CheckIn", CheckIn(visit.Id, "OR"));

        var admin = await StaffPage.SignedInAsync(clinic, "/admin/licensure/refused?state=OR", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Refused and held starts");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Replay" }).First.ClickAsync();
        await admin.SeesAsync("Replay of a decision");
        await Assertions.Expect(admin.Page.GetByText("Same: the replay gives the recorded bytes")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText("Oregon, stated").First).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-replay");
    }

    private static object CheckIn(string visitId, string state) => new
    {
        visitId, commandId = Guid.NewGuid(), location = new { country = "US", state }, consent = new { version = "current", language = "en", accepted = true },
        callbackPhone = "+18015550100", emergencyContactDeclined = "Other", othersPresent = Array.Empty<object>(), privateSpace = true,
        device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };

    private static string Day(int ahead) => DateTime.UtcNow.AddDays(ahead).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
