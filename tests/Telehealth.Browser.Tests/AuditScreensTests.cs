using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>What an auditor and two admins do months after a visit, on the pages.</summary>
[Collection(Clinics.Pages)]
public sealed class AuditScreensTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
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

    [Fact]
    public async Task A_visit_reads_as_a_story_of_who_was_where_and_what_was_refused_and_why()
    {
        var visit = await TroubledVisitAsync();
        var admin = await StaffPage.SignedInAsync(clinic, $"/admin/log/visits/{visit}", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Visit of Pat Probe");
        await Assertions.Expect(admin.Page.GetByText("is intact")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.Locator(".lane").Filter(new() { HasTextRegex = new("^Patient") })).ToContainTextAsync(new Regex("Waiting: .+In the visit: .+Connection troubles: "));
        await Assertions.Expect(admin.Page.Locator(".lane").Filter(new() { HasText = "Ada Test (clinician)" })).ToContainTextAsync("In the visit: ");
        await Screens.CheckAsync(admin.Page, "admin-story");

        var chapters = admin.Page.Locator(".story h3");
        await Assertions.Expect(chapters.First).ToHaveTextAsync("Planned");
        await Assertions.Expect(chapters.Last).ToHaveTextAsync("After the end");
        var refused = admin.Page.Locator(".story > li").Filter(new() { HasText = "Ada Test was refused: claim patient." });
        await Assertions.Expect(refused).ToContainTextAsync("The clinic does not see patients who are in this state.");
        await refused.Locator("summary").FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(refused.GetByText("LICENSURE_DENIED").First).ToBeVisibleAsync();
        await refused.ScrollIntoViewIfNeededAsync();
        await Screens.CheckAsync(admin.Page, "admin-story-refusal");

        await admin.Button("Newest first").ClickAsync();
        await Assertions.Expect(chapters.First).ToHaveTextAsync("After the end");
        await Assertions.Expect(chapters.Last).ToHaveTextAsync("Planned");
    }

    [Fact]
    public async Task Who_saw_a_patient_is_told_by_person_and_by_day_and_goes_on_paper_without_the_page_around_it()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId, DateTimeOffset.UtcNow.AddDays(4));
        using (var clinician = await ClinicClient.SignedInAsync(clinic.Address, ClinicInBrowser.ClinicianEmail, ClinicInBrowser.Password)) await clinician.GetAsync($"/api/visits/{visit.Id}");
        var admin = await StaffPage.SignedInAsync(clinic, $"/admin/log/visits/{visit.Id}", ClinicInBrowser.AdminEmail);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Who saw this patient" }).ClickAsync();
        await admin.SeesAsync("Who saw the data of Pat Probe");

        var people = admin.Page.GetByRole(AriaRole.Table, new() { Name = "Who, how often, and in what part" }).GetByRole(AriaRole.Row);
        await Assertions.Expect(people.Filter(new() { HasText = "Ada Test" })).ToContainTextAsync("Clinician of the visit");
        var changes = people.Filter(new() { HasText = "First Admin" }).GetByRole(AriaRole.Cell).Nth(3);
        await Assertions.Expect(changes).ToHaveTextAsync(new Regex("^[1-9]"));
        await Screens.CheckAsync(admin.Page, "admin-access");

        await admin.Page.GetByLabel("Looks only, no changes").CheckAsync();
        await admin.Button("Apply").ClickAsync();
        await Assertions.Expect(changes).ToHaveTextAsync("0");
        await Assertions.Expect(admin.Page).ToHaveURLAsync(new Regex("reads=only$"));
        await admin.Button("Day").ClickAsync();
        var looks = admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Ada Test" }).Filter(new() { HasText = "looked at the visit" });
        await Assertions.Expect(looks.First).ToBeVisibleAsync();

        await PrintsAsync(admin, "Print");
        await Assertions.Expect(admin.Page.GetByText("Juniper Behavioral Health")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByText(new Regex("^Printed .+ by First Admin$"))).ToBeVisibleAsync();
        await Assertions.Expect(looks.First).ToBeVisibleAsync();
        await Assertions.Expect(admin.Button("Apply")).ToBeHiddenAsync();
        await Screens.CheckPaperAsync(admin.Page, "admin-access-print");
    }

    [Fact]
    public async Task What_was_told_to_others_is_accounted_for_in_the_patients_language_without_what_an_authority_keeps_back()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId, DateTimeOffset.UtcNow.AddDays(5));
        var admin = await StaffPage.SignedInAsync(clinic, $"/admin/patients/{await PatientOfAsync(visit.Id)}", ClinicInBrowser.AdminEmail);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Disclosures to others" }).ClickAsync();
        await admin.SeesAsync("Disclosures: Pat Probe");

        await admin.Button("Record a disclosure").ClickAsync();
        var dialog = admin.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog.GetByText("Enter to whom it was told").First).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-disclose");
        await DiscloseAsync(dialog, "Third District Court", "Subpoena 12");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Third District Court" })).ToContainTextAsync("First Admin");

        await admin.Button("Record a disclosure").ClickAsync();
        await dialog.GetByLabel("An authority asked that the patient not be told yet").CheckAsync();
        await dialog.GetByLabel("Until the end of").FillAsync(DateTime.UtcNow.AddDays(10).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await DiscloseAsync(dialog, "State Police", "Investigation");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "State Police" })).ToContainTextAsync("Not for the patient before");
        await Screens.CheckAsync(admin.Page, "admin-disclosures");

        await admin.Button("For the patient").ClickAsync();
        var letter = admin.Page.GetByRole(AriaRole.Article);
        await Assertions.Expect(letter).ToContainTextAsync("Third District Court");
        await Assertions.Expect(letter).Not.ToContainTextAsync("State Police");
        await admin.Page.GetByLabel("Language of the paper").SelectOptionAsync("es");
        await Assertions.Expect(letter.GetByRole(AriaRole.Heading, new() { Name = "Informe de divulgaciones" })).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-disclosures-letter");
        await PrintsAsync(admin, "Print for the patient");
        await Assertions.Expect(letter).ToBeVisibleAsync();
        await Assertions.Expect(admin.Button("For the patient")).ToBeHiddenAsync();
        await Screens.CheckPaperAsync(admin.Page, "admin-disclosures-print");
    }

    /// <summary>By keyboard alone.</summary>
    [Fact]
    public async Task A_name_in_a_search_is_completed_and_ids_alone_get_into_the_address()
    {
        var scheduled = ScheduledVisit.Read(await clinic.Admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = "Rosalind", familyName = "Quill", birthDate = ScheduledVisit.BirthDate, preferredLanguage = "en" },
            clinicianId = clinic.ClinicianId, startsAt = DateTimeOffset.UtcNow.AddDays(6), durationMinutes = 30, kind = "FollowUp",
        }));
        var patient = await PatientOfAsync(scheduled.Id);
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/log", ClinicInBrowser.AdminEmail);
        var box = admin.Page.GetByRole(AriaRole.Combobox, new() { Name = "Search the log" });
        await box.FocusAsync();

        await admin.Page.Keyboard.TypeAsync("patient:quil");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Option, new() { Name = "Rosalind Quill, born 1990-04-05" })).ToBeVisibleAsync();
        await Screens.CheckAsync(admin.Page, "admin-log-patient");
        await TakeAsync(admin);
        await Assertions.Expect(box).ToHaveValueAsync($"patient:{patient} ");
        await admin.Page.Keyboard.TypeAsync("actor:first");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Option, new() { NameRegex = new("^First Admin") })).ToBeVisibleAsync();
        await TakeAsync(admin);
        await Assertions.Expect(box).ToHaveValueAsync(new Regex($"^patient:{patient} actor:[0-9a-f-]{{36}} $"));
        await admin.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Remove: Who did it: First Admin" })).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Details: Visit scheduled") })).ToHaveCountAsync(1);
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Link, new() { Name = "Who saw this patient" })).ToHaveAttributeAsync("href", $"/admin/log/patients/{patient}");
        await Assertions.Expect(admin.Page).ToHaveURLAsync(new Regex($"q=patient%3A{patient}[+]actor%3A[0-9a-f-]+$"));
        await Screens.CheckAsync(admin.Page, "admin-log-one-patient");
    }

    /// <summary>The first of what is proposed.</summary>
    private static async Task TakeAsync(StaffPage admin)
    {
        await admin.Page.Keyboard.PressAsync("ArrowDown");
        await admin.Page.Keyboard.PressAsync("Enter");
    }

    private static async Task DiscloseAsync(ILocator dialog, string recipient, string purpose)
    {
        await dialog.GetByLabel("To whom", new() { Exact = true }).FillAsync(recipient);
        await dialog.GetByLabel("What was told").FillAsync("Dates of visits of this year");
        await dialog.GetByLabel("Why", new() { Exact = true }).FillAsync(purpose);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Record", Exact = true }).ClickAsync();
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    /// <summary>The button prints; from here on the page is as the printer sees it.</summary>
    private static async Task PrintsAsync(StaffPage admin, string button)
    {
        await admin.Page.EvaluateAsync("() => { window.print = () => { document.title = 'printed'; }; }");
        await admin.Button(button).ClickAsync();
        await Assertions.Expect(admin.Page).ToHaveTitleAsync("printed");
        await admin.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(admin.Button(button)).ToBeHiddenAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Navigation)).ToHaveCountAsync(0);
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
    private async Task<string> TroubledVisitAsync()
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
        return visit.Id;
    }

    private async Task<string> PatientOfAsync(string visit) => (await clinic.Admin.GetAsync($"/api/visits/{visit}")).GetProperty("patient").GetProperty("patientId").GetString()!;
}
