using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Browser.Tests;

public sealed class VendorFailureTests(TwilioClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync), IClassFixture<TwilioClinicInBrowser>
{
    // Both wait twenty seconds before they call a picture lost.
    private static readonly LocatorAssertionsToBeVisibleOptions Patience = new() { Timeout = 60_000 };

    public override Task InitializeAsync()
    {
        clinic.Vendor.Dial = FaultDial.Off;
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_vendor_that_is_down_at_admission_is_told_at_once_and_one_press_starts_without_it()
    {
        var (patient, clinician, visit) = await WaitingAsync();
        clinic.Vendor.Dial = new FaultDial { Broken = 1, AfterEffect = 0, SayHowLong = 0 };
        await clinician.Row(visit.Id).GetByRole(AriaRole.Button, new() { Name = "Admit" }).First.ClickAsync();
        await Assertions.Expect(clinician.Page.GetByRole(AriaRole.Heading, new() { Name = "The video service does not answer" })).ToBeVisibleAsync();
        await Screens.CheckAsync(clinician.Page, "clinic-vendor-down");

        await clinician.Button("Start without it (browser to browser)").ClickAsync();
        await SeeEachOtherAsync(patient, clinician);
        Assert.Empty(clinic.Vendor.Rooms.Live);
    }

    [Fact]
    public async Task Where_the_vendors_media_stays_away_both_are_told_and_one_press_moves_both_of_them()
    {
        var (patient, clinician, visit) = await WaitingAsync();
        var (asked, forbidden) = (Asked(clinician.Page), Forbidden(clinician.Page));
        await clinician.Row(visit.Id).GetByRole(AriaRole.Button, new() { Name = "Admit" }).First.ClickAsync();
        await Assertions.Expect(clinician.Page.GetByRole(AriaRole.Heading, new() { Name = "The video connection is lost" })).ToBeVisibleAsync(Patience);
        await Assertions.Expect(patient.Page.GetByRole(AriaRole.Heading, new() { Name = "The video was interrupted" })).ToBeVisibleAsync(Patience);
        await Assertions.Expect(patient.Page.GetByText(new Regex("call 911"))).ToBeVisibleAsync();
        await Assertions.Expect(clinician.Page.GetByText("The video of Pat Probe does not come through")).ToBeVisibleAsync();
        await Screens.CheckAsync(patient.Page, "patient-video-lost");
        await Screens.CheckAsync(clinician.Page, "clinic-video-lost");

        await clinician.Button("Go on without it (browser to browser)").ClickAsync();
        await SeeEachOtherAsync(patient, clinician);

        // The vendor's library ran and asked for its own host, and the content policy let it.
        Assert.Contains(asked, url => url.StartsWith("wss://global.vss.twilio.com/", StringComparison.Ordinal));
        Assert.Empty(forbidden);
    }

    private static ConcurrentBag<string> Asked(IPage page)
    {
        var urls = new ConcurrentBag<string>();
        page.WebSocket += (_, socket) => urls.Add(socket.Url);
        return urls;
    }

    private static ConcurrentBag<string> Forbidden(IPage page)
    {
        var said = new ConcurrentBag<string>();
        page.Console += (_, message) =>
        {
            if (message.Text.Contains("Content Security Policy", StringComparison.Ordinal)) said.Add(message.Text);
        };
        return said;
    }

    private async Task<(PatientPage Patient, StaffPage Clinician, ScheduledVisit Visit)> WaitingAsync()
    {
        // One of their own for each test: a clinician is in one visit at a time.
        var email = $"{Guid.NewGuid():N}@clinic.test";
        var visit = await clinic.Admin.ScheduleAsync(await clinic.Admin.AddClinicianAsync(email, ClinicInBrowser.Password, ["UT"]));
        var patient = await PatientPage.OpenAsync(clinic, visit);
        var clinician = await StaffPage.SignedInAsync(clinic, "/clinic", email);
        await patient.CheckInAsync();
        await patient.SeesAsync("You are expected");
        await Assertions.Expect(clinician.Row(visit.Id).GetByText("In UT")).ToBeVisibleAsync();
        return (patient, clinician, visit);
    }

    private static async Task SeeEachOtherAsync(PatientPage patient, StaffPage clinician)
    {
        await Video.AssertMovingAsync(patient.Page, "patient");
        await Video.AssertMovingAsync(clinician.Page, "clinician");
    }
}
