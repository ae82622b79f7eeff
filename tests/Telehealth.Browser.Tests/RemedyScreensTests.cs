using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>A clinician settles on the spot what holds a start, wherever it was pressed: at the admission, at resuming, at a transfer and at taking over.</summary>
[Collection(Clinics.Visits)]
public sealed class RemedyScreensTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task A_place_by_a_state_line_is_confirmed_on_camera_and_the_visit_starts()
    {
        var visit = await clinic.Admin.ScheduleAsync(await clinic.Admin.AddClinicianAsync("line@clinic.test", ClinicInBrowser.Password, ["ID"]));
        await using var patient = await CheckedInAsync(visit, CheckIns.At(visit.Id, "ID", Line, ByTheLine));

        var clinician = await HeldAsync(visit, "line@clinic.test");
        await Assertions.Expect(Dialog(clinician).GetByText("Confirm the patient’s place")).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-held");
        await ConfirmAsync(clinician);

        await StartedAsync(clinician, visit);
        await Assertions.Expect(clinician.Page.GetByText("On camera by Ada Test")).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("May be in Idaho, Washington")).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("Nearest state line:")).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-evidence");
        Assert.Equal(["LocationConfirmed", "PatientAdmitted"], (await CodesAsync(visit)).Where(c => c is "LocationConfirmed" or "PatientAdmitted"));
    }

    [Fact]
    public async Task A_visit_on_hold_is_resumed_once_the_new_place_is_confirmed()
    {
        var visit = await clinic.Admin.ScheduleAsync(await clinic.Admin.AddClinicianAsync("resumes@clinic.test", ClinicInBrowser.Password, ["ID"]));
        await using var patient = await CheckedInAsync(visit, CheckIns.At(visit.Id, "ID"));
        var clinician = await StaffPage.SignedInAsync(clinic, "/clinic", "resumes@clinic.test");
        await clinician.Row(visit.Id).GetByRole(AriaRole.Button, new() { Name = "Admit" }).First.ClickAsync();
        await StartedAsync(clinician, visit);
        await clinician.Button("Hold").ClickAsync();
        await Assertions.Expect(clinician.Button("Resume")).ToBeVisibleAsync();
        await patient.DoAsync("UpdateLocation", new { visitId = visit.Id, commandId = Guid.NewGuid(), location = new { country = "US", state = "ID", address = Line, coordinates = ByTheLine } });

        await clinician.Button("Resume").ClickAsync();
        await Assertions.Expect(Dialog(clinician).GetByText("The visit was not resumed")).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-resume-held");
        await ConfirmAsync(clinician);

        await Assertions.Expect(clinician.Button("Hold")).ToBeVisibleAsync();
        Assert.Equal(["LocationConfirmed", "VisitResumed"], (await CodesAsync(visit)).Where(c => c is "LocationConfirmed" or "VisitResumed"));
    }

    [Fact]
    public async Task A_transfer_is_accepted_once_the_place_is_confirmed()
    {
        var (visit, patient, from) = await RunningByTheLineAsync("sends@clinic.test");
        await using var _ = patient;
        await using var __ = from;
        var to = await clinic.Admin.AddClinicianAsync("receives@clinic.test", ClinicInBrowser.Password, ["ID"]);
        await from.DoAsync("TransferVisit", new { visitId = visit.Id, commandId = Guid.NewGuid(), clinicianId = to });

        var receiver = await StaffPage.SignedInAsync(clinic, $"/clinic/visits/{visit.Id}", "receives@clinic.test");
        await receiver.Button("Accept").ClickAsync();
        await Assertions.Expect(Dialog(receiver).GetByText("The transfer was not accepted")).ToBeVisibleAsync();
        await Screens.CheckAsync(receiver.Page, "clinic-transfer-held");
        await ConfirmAsync(receiver);

        await Assertions.Expect(receiver.Button("End visit")).ToBeVisibleAsync();
        Assert.Equal(["LocationConfirmed", "TransferAccepted"], (await CodesAsync(visit)).Where(c => c is "LocationConfirmed" or "TransferAccepted"));
    }

    [Fact]
    public async Task A_visit_whose_clinician_is_gone_is_taken_over_once_the_place_is_confirmed()
    {
        var (visit, patient, gone) = await RunningByTheLineAsync("vanishes@clinic.test");
        await using var _ = patient;
        await clinic.Admin.AddClinicianAsync("rescues@clinic.test", ClinicInBrowser.Password, ["ID"]);
        await gone.DisposeAsync();

        var rescuer = await StaffPage.SignedInAsync(clinic, $"/clinic/visits/{visit.Id}", "rescues@clinic.test");
        await rescuer.Button("Take over").ClickAsync();
        await Dialog(rescuer).GetByRole(AriaRole.Button, new() { Name = "Take over", Exact = true }).ClickAsync();
        await Assertions.Expect(Dialog(rescuer).GetByText("The visit was not taken over")).ToBeVisibleAsync();
        await Screens.CheckAsync(rescuer.Page, "clinic-take-over-held");
        await ConfirmAsync(rescuer);

        await Assertions.Expect(rescuer.Button("End visit")).ToBeVisibleAsync();
        Assert.Equal(["LocationConfirmed", "VisitTakenOver"], (await CodesAsync(visit)).Where(c => c is "LocationConfirmed" or "VisitTakenOver"));
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
        await using var patient = await CheckedInAsync(visit, CheckIns.At(visit.Id, "AZ"));

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

    private static object Line => new { line = "312 Main Street", city = "Lewiston", postalCode = "83501" };

    /// <summary>In Idaho, a few hundred meters from Washington.</summary>
    private static object ByTheLine => new { latitude = 46.4205, longitude = -117.029, accuracyMeters = 30 };

    private async Task<HubClient> CheckedInAsync(ScheduledVisit visit, object checkIn)
    {
        using var patient = await ClinicClient.JoinedAsync(clinic.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        var hub = await HubClient.ConnectAsync(patient);
        await hub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await hub.DoAsync("CheckIn", checkIn);
        return hub;
    }

    /// <summary>A visit by the line, which runs: its clinician is licensed on both sides.</summary>
    private async Task<(ScheduledVisit Visit, HubClient Patient, HubClient Clinician)> RunningByTheLineAsync(string email)
    {
        var visit = await clinic.Admin.ScheduleAsync(await clinic.Admin.AddClinicianAsync(email, ClinicInBrowser.Password, ["ID", "WA"]));
        var patient = await CheckedInAsync(visit, CheckIns.At(visit.Id, "ID", Line, ByTheLine));
        using var client = await ClinicClient.SignedInAsync(clinic.Address, email, ClinicInBrowser.Password);
        var clinician = await HubClient.ConnectAsync(client);
        await clinician.DoAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid() });
        return (visit, patient, clinician);
    }

    private static async Task ConfirmAsync(StaffPage clinician)
    {
        await Dialog(clinician).GetByLabel("On camera").CheckAsync();
        await Dialog(clinician).GetByRole(AriaRole.Button, new() { Name = "Record it and try again" }).ClickAsync();
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
        // The page changes its address by itself: a look is sure to see it, waiting for the event may come too late.
        await Assertions.Expect(clinician.Page).ToHaveURLAsync(new Regex($"/clinic/visits/{visit.Id}"));
        await Assertions.Expect(clinician.Button("End visit")).ToBeVisibleAsync();
    }

    private async Task<List<string>> CodesAsync(ScheduledVisit visit) =>
        [.. (await clinic.Admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("code").GetString()!)];
}
