using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;

namespace Telehealth.Browser.Tests;

[Collection(Clinics.Visits)]
public sealed class WholeVisitTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task A_visit_goes_from_the_link_to_the_record_between_two_windows()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var patient = await PatientPage.OpenAsync(clinic, visit);
        var clinician = await StaffPage.SignedInAsync(clinic, "/clinic", ClinicInBrowser.ClinicianEmail);
        await clinician.SeesAsync("Board");

        await ArriveAsync(patient);
        await AdmitAsync(clinician, visit.Id);
        await SeeEachOtherAsync(patient, clinician);
        await HoldAndResumeAsync(patient, clinician);
        await EndAsync(patient, clinician);
        await ReadTheRecordAsync(visit.Id);
    }

    private static async Task ArriveAsync(PatientPage patient)
    {
        await patient.SeesAsync("Let’s make sure it’s you");
        await Screens.CheckAsync(patient.Page, "patient-identity");
        await patient.IdentifyAsync();
        await patient.CheckDevicesAsync();
        await Screens.CheckAsync(patient.Page, "patient-devices");
        await patient.ContinueAsync();
        await patient.SeesAsync("If the video drops");
        await Screens.CheckAsync(patient.Page, "patient-contacts");
        await patient.GiveContactsAsync();
        await patient.SeesAsync("Where are you right now?");
        await Screens.CheckAsync(patient.Page, "patient-place");
        await patient.SayWhereAsync("Utah", "Provo");
        await patient.SeesAsync("Who is with you?");
        await Screens.CheckAsync(patient.Page, "patient-people");
        await patient.SayWhoIsThereAsync();
        await Assertions.Expect(patient.Page.GetByRole(AriaRole.Button, new() { Name = "I agree, check me in" })).ToBeVisibleAsync();
        await Screens.CheckAsync(patient.Page, "patient-consent");
        await patient.ConsentAsync();
        await patient.SeesAsync("You are expected");
        await Screens.CheckAsync(patient.Page, "patient-waiting");
    }

    private static async Task AdmitAsync(StaffPage clinician, string visit)
    {
        await Assertions.Expect(clinician.Row(visit).GetByText("In UT")).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-board");
        await clinician.Row(visit).GetByRole(AriaRole.Button, new() { Name = "Admit" }).First.ClickAsync();
    }

    private static async Task SeeEachOtherAsync(PatientPage patient, StaffPage clinician)
    {
        await Video.AssertMovingAsync(patient.Page, "patient");
        await Video.AssertMovingAsync(clinician.Page, "clinician");
        await Assertions.Expect(clinician.Page.GetByText("12 Main Street").First).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("Sam Probe").First).ToBeVisibleAsync();
        await Screens.CheckAsync(patient.Page, "patient-visit");
        await Screens.CheckAsync(clinician.Page, "clinic-visit");
    }

    private static async Task HoldAndResumeAsync(PatientPage patient, StaffPage clinician)
    {
        await clinician.Button("Hold").ClickAsync();
        await patient.SeesAsync("Your clinician has paused the visit");
        await Screens.CheckAsync(patient.Page, "patient-held");
        await clinician.Button("Resume").ClickAsync();
        await Video.AssertMovingAsync(patient.Page, "patient");
        await Video.AssertMovingAsync(clinician.Page, "clinician");
    }

    private static async Task EndAsync(PatientPage patient, StaffPage clinician)
    {
        await clinician.Button("End visit").ClickAsync();
        var dialog = clinician.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Completed", new() { Exact = true }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "End visit" }).ClickAsync();
        await patient.SeesAsync("Your visit is complete");
        await Screens.CheckAsync(patient.Page, "patient-ended");
    }

    private async Task ReadTheRecordAsync(string visit)
    {
        var admin = await StaffPage.SignedInAsync(clinic, $"/admin/log/visits/{visit}", ClinicInBrowser.AdminEmail);
        foreach (var said in new[] { "completed check-in and waits", "admitted the patient", "put the visit on hold", "resumed the visit", "ended the visit" })
        {
            await Assertions.Expect(admin.Page.GetByText(said).First).ToBeVisibleAsync();
        }

        await Screens.CheckAsync(admin.Page, "admin-timeline");
    }
}
