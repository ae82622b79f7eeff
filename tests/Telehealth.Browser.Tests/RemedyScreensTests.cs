using System.Globalization;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>A clinician settles on the spot what holds an admission, and the visit starts.</summary>
[Collection(nameof(ClinicInBrowser))]
public sealed class RemedyScreensTests(ClinicInBrowser clinic)
{
    [Fact]
    public async Task A_place_by_a_state_line_is_confirmed_on_camera_and_the_visit_starts()
    {
        var visit = await clinic.Admin.ScheduleAsync(await clinic.Admin.AddClinicianAsync("line@clinic.test", ClinicInBrowser.Password, ["ID"]));
        using var patient = await ClinicClient.JoinedAsync(clinic.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await hub.DoAsync("CheckIn", CheckIns.At(
            visit.Id, "ID", new { line = "312 Main Street", city = "Lewiston", postalCode = "83501" }, new { latitude = 46.4205, longitude = -117.029, accuracyMeters = 30 }));

        var clinician = await HeldAsync(visit, "line@clinic.test");
        await Assertions.Expect(Dialog(clinician).GetByText("Confirm the patient’s place")).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-held");
        await Dialog(clinician).GetByLabel("On camera").CheckAsync();
        await Dialog(clinician).GetByRole(AriaRole.Button, new() { Name = "Record it and try again" }).ClickAsync();

        await StartedAsync(clinician, visit);
        await Assertions.Expect(clinician.Page.GetByText("On camera by Ada Test")).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("May be in Idaho, Washington")).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("Nearest state line:")).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-evidence");
        Assert.Equal(["LocationConfirmed", "PatientAdmitted"], (await CodesAsync(visit)).Where(c => c is "LocationConfirmed" or "PatientAdmitted"));
    }

    [Fact]
    public async Task An_exemption_is_chosen_and_justified_and_the_visit_starts_and_counts()
    {
        var id = await clinic.Admin.AddClinicianAsync("exempt@clinic.test", ClinicInBrowser.Password, ["UT"]);
        var home = (await clinic.Admin.GetAsync($"/api/clinicians/{id}/authorities")).GetProperty("items")[0].GetProperty("id").GetString();
        await clinic.Admin.PostAsync($"/api/clinicians/{id}/authorities", new
        {
            kind = "Exemption", profession = "APRN", jurisdictions = new[] { "AZ" }, number = "LOW-1", issuer = "Arizona low volume", effectiveOn = "2020-01-01", expiresOn = "2099-12-31", boardStatus = "Active",
            verifiedOn = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), source = "azleg.gov", path = "AZ-low-volume", dependsOn = home,
        });
        var visit = await clinic.Admin.ScheduleAsync(id);
        using var patient = await ClinicClient.JoinedAsync(clinic.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await hub.DoAsync("CheckIn", CheckIns.At(visit.Id, "AZ"));

        var clinician = await HeldAsync(visit, "exempt@clinic.test");
        await Dialog(clinician).GetByLabel("Authority").SelectOptionAsync(new SelectOptionValue { Label = "Arizona low volume LOW-1 (AZ)" });
        await Dialog(clinician).GetByLabel("Why", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Few visits there in a year" });
        await Dialog(clinician).GetByLabel("The patient is").SelectOptionAsync(new SelectOptionValue { Label = "An established patient" });
        await Screens.CheckAsync(clinician.Page, "clinic-exemption");
        await Dialog(clinician).GetByRole(AriaRole.Button, new() { Name = "Record it and try again" }).ClickAsync();

        await StartedAsync(clinician, visit);
        await Assertions.Expect(clinician.Page.GetByText("Why: Few visits there in a year")).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("Exemption: 0 of 9 visits used; this visit adds 1")).ToBeVisibleAsync();
        var codes = await CodesAsync(visit);
        Assert.Contains("ExemptionChosen", codes);
        Assert.Contains("AuthorityUsed", codes);
    }

    private static ILocator Dialog(StaffPage staff) => staff.Page.GetByRole(AriaRole.Dialog);

    /// <summary>The clinician presses Admit, and is told that something is to be settled first.</summary>
    private async Task<StaffPage> HeldAsync(ScheduledVisit visit, string email)
    {
        var clinician = await StaffPage.SignedInAsync(clinic, "/clinic", email);
        await clinician.Row(visit.Id).GetByRole(AriaRole.Button, new() { Name = "Admit" }).First.ClickAsync();
        await Assertions.Expect(Dialog(clinician)).ToBeVisibleAsync();
        return clinician;
    }

    private static async Task StartedAsync(StaffPage clinician, ScheduledVisit visit)
    {
        await clinician.Page.WaitForURLAsync($"**/clinic/visits/{visit.Id}**");
        await Assertions.Expect(clinician.Button("End visit")).ToBeVisibleAsync();
    }

    private async Task<List<string>> CodesAsync(ScheduledVisit visit) =>
        [.. (await clinic.Admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!)];
}
