using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

[Collection(Clinics.Visits)]
public sealed class WaitingRoomTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task A_patient_in_California_is_told_kindly_and_gets_no_way_into_the_video()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var patient = await PatientPage.OpenAsync(clinic, visit);
        await patient.CheckInAsync("California", "Truckee");

        await patient.SeesAsync("This visit can’t start from where you are");
        await Assertions.Expect(patient.Page.GetByText("988").First).ToBeVisibleAsync();
        await Assertions.Expect(patient.Page.GetByText("911").First).ToBeVisibleAsync();
        await Screens.CheckAsync(patient.Page, "patient-refused");

        var detail = await clinic.Admin.GetAsync($"/api/visits/{visit.Id}");
        Assert.Equal("Scheduled", detail.GetProperty("phase").GetString());
        var timeline = await clinic.Admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline");
        var records = timeline.GetProperty("items").EnumerateArray().ToList();
        Assert.Contains(records, r => r.GetProperty("code").GetString() == "CheckInRefused");
        Assert.Contains(records, r => r.GetProperty("reasons").EnumerateArray().Any(x => x.GetString() == "STATE_NOT_SERVED"));
        Assert.DoesNotContain(records, r => r.GetProperty("code").GetString() == "RoomGranted");

        await patient.Page.GetByRole(AriaRole.Button, new() { Name = "Ask the clinic to call me" }).ClickAsync();
        await Assertions.Expect(patient.Page.GetByText("The clinic knows and will call you.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reload_and_a_lost_network_keep_the_place_in_line()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var patient = await PatientPage.OpenAsync(clinic, visit);
        await patient.CheckInAsync();
        await patient.SeesAsync("You are expected");
        var before = await WaitingSinceAsync(visit.Id);

        await patient.Page.ReloadAsync();
        await patient.SeesAsync("You are expected");

        await patient.Page.Context.SetOfflineAsync(true);
        await patient.Page.EvaluateAsync("window.dispatchEvent(new Event('offline'))");
        await patient.Page.Context.SetOfflineAsync(false);
        await patient.SeesAsync("You are expected");

        Assert.Equal(before, await WaitingSinceAsync(visit.Id));
    }

    [Fact]
    public async Task Early_and_mistaken_patients_are_told_what_to_do()
    {
        var tomorrow = await clinic.Admin.ScheduleAsync(clinic.ClinicianId, DateTimeOffset.UtcNow.AddDays(3));
        var early = await PatientPage.OpenAsync(clinic, tomorrow);
        await early.SeesAsync("You are early");
        await Screens.CheckAsync(early.Page, "patient-early");

        var today = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var mistaken = await PatientPage.OpenAsync(clinic, today);
        await mistaken.IdentifyAsync("1990-04-06");
        await Assertions.Expect(mistaken.Page.GetByText("That does not match what we have").First).ToBeVisibleAsync();
        for (var i = 0; i < 4; i++) await mistaken.IdentifyAsync("1990-04-06");
        await mistaken.SeesAsync("This link is paused for now");
        await Screens.CheckAsync(mistaken.Page, "patient-locked");
        await mistaken.Page.GetByRole(AriaRole.Button, new() { Name = "Ask for help" }).ClickAsync();
        await Assertions.Expect(mistaken.Page.GetByText("The front desk knows that you need help").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_patient_reads_everything_in_Spanish_after_one_press()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var patient = await PatientPage.OpenAsync(clinic, visit);
        await patient.SeesAsync("Let’s make sure it’s you");
        await patient.Page.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
        await patient.SeesAsync("Confirmemos que es usted");
        await Assertions.Expect(patient.Page.Locator("html")).ToHaveAttributeAsync("lang", "es");
        await Screens.CheckAsync(patient.Page, "patient-identity-es");
    }

    [Theory]
    [InlineData(null, "is with someone else and will come to you after")]
    [InlineData("Español", "está con otra persona y después vendrá con usted")]
    public async Task Whoever_waits_for_a_clinician_with_someone_else_reads_so_on_a_phone(string? language, string said)
    {
        var email = $"{Guid.NewGuid():N}@clinic.test";
        var id = await clinic.Admin.AddClinicianAsync(email, ClinicInBrowser.Password, ["UT"]);
        var (first, second) = (await clinic.Admin.ScheduleAsync(id), await clinic.Admin.ScheduleAsync(id));
        await CheckInAsync(first);
        await CheckInAsync(second);
        using var client = await ClinicClient.SignedInAsync(clinic.Address, email, ClinicInBrowser.Password);
        await using var clinician = await HubClient.ConnectAsync(client);
        await clinician.DoAsync("AdmitPatient", new { visitId = first.Id, commandId = Guid.NewGuid() });

        var page = await clinic.OpenAsync("/join/" + second.LinkToken, phone: true);
        if (language is not null) await page.GetByRole(AriaRole.Button, new() { Name = language }).ClickAsync();
        await IdentifyAsync(page);
        await Assertions.Expect(page.GetByText("Ada Test " + said, new() { Exact = true })).ToBeVisibleAsync();
        await Screens.CheckAsync(page, language is null ? "patient-waiting-another" : "patient-waiting-another-es");
    }

    private async Task CheckInAsync(ScheduledVisit visit)
    {
        using var patient = await ClinicClient.JoinedAsync(clinic.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var hub = await HubClient.ConnectAsync(patient);
        await hub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await hub.DoAsync("CheckIn", CheckIns.At(visit.Id, "UT"));
    }

    /// <summary>Whatever the language.</summary>
    private static async Task IdentifyAsync(IPage page)
    {
        var parts = ScheduledVisit.BirthDate.Split('-');
        await page.Locator("#birth-month").FillAsync(parts[1]);
        await page.Locator("#birth-day").FillAsync(parts[2]);
        await page.Locator("#birth-year").FillAsync(parts[0]);
        await page.Locator("button[type=submit]").ClickAsync();
    }

    private async Task<string?> WaitingSinceAsync(string visit)
    {
        await using var hub = await HubClient.ConnectAsync(clinic.Admin);
        var rows = (await hub.DoAsync("WatchBoard", new { })).GetProperty("board").GetProperty("rows").EnumerateArray();
        return rows.Single(r => r.GetProperty("visitId").GetString() == visit).GetProperty("waitingSince").GetString();
    }
}
