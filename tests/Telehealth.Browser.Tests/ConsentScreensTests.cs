using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;

namespace Telehealth.Browser.Tests;

/// <summary>Consent is as easily taken back as it was given, by the patient or in their name.</summary>
[Collection(Clinics.Visits)]
public sealed class ConsentScreensTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task A_patient_takes_back_their_agreement_and_gives_it_again()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var patient = await PatientPage.OpenAsync(clinic, visit);
        await patient.CheckInAsync();
        await patient.SeesAsync("You are expected");
        await Press(patient, "My agreement to video care");
        await Assertions.Expect(Dialog(patient).GetByText("If you take it back")).ToBeVisibleAsync();
        await Dialog(patient).GetByText("Read what you agreed to").ClickAsync();
        await Assertions.Expect(Dialog(patient).GetByRole(AriaRole.Region)).ToBeVisibleAsync();
        await Screens.CheckAsync(patient.Page, "patient-agreement");
        await Press(patient, "Take back my agreement");
        await Press(patient, "Yes, take it back");
        await Assertions.Expect(Dialog(patient).GetByText("You took back your agreement. The clinic knows.")).ToBeVisibleAsync();
        await Screens.CheckAsync(patient.Page, "patient-agreement-taken");

        var clinician = await StaffPage.SignedInAsync(clinic, $"/clinic/visits/{visit.Id}", ClinicInBrowser.ClinicianEmail);
        await Assertions.Expect(clinician.Page.GetByText("Taken back")).ToBeVisibleAsync();

        await Dialog(patient).GetByRole(AriaRole.Button, new() { Name = "Close" }).First.ClickAsync();
        await Screens.CheckAsync(patient.Page, "patient-agreement-missing");
        await Press(patient, "Agree again");
        await patient.SeesAsync("Camera and sound");
        await patient.ContinueAsync();
        await patient.SeesAsync("If the video drops");
        await patient.ContinueAsync();
        await patient.SayWhereAsync("Utah", "Provo");
        await patient.SeesAsync("Who is with you?");
        await patient.ContinueAsync();
        await patient.ConsentAsync();
        await patient.SeesAsync("You are expected");
        await Assertions.Expect(patient.Page.GetByText("You took back your agreement")).ToHaveCountAsync(0);
        await Assertions.Expect(clinician.Page.GetByText("Given", new() { Exact = true })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Staff_record_that_it_was_taken_back_and_the_patients_page_says_so()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var patient = await PatientPage.OpenAsync(clinic, visit);
        await patient.CheckInAsync();
        await patient.SeesAsync("You are expected");
        var clinician = await StaffPage.SignedInAsync(clinic, $"/clinic/visits/{visit.Id}", ClinicInBrowser.ClinicianEmail);
        await clinician.Button("Record that it was taken back").ClickAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-consent");
        await clinician.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Record it" }).ClickAsync();
        await Assertions.Expect(clinician.Page.GetByText("Taken back", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(patient.Page.GetByText("You took back your agreement to video care")).ToBeVisibleAsync();
    }

    private static ILocator Dialog(PatientPage patient) => patient.Page.GetByRole(AriaRole.Dialog);

    private static Task Press(PatientPage patient, string name) => patient.Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();
}
