using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>Browser to browser, what the two tell each other may be lost on its way through the hub. The picture comes all the same.</summary>
[Collection(Clinics.Visits)]
public sealed class LostSignalTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task Offers_and_answers_that_are_lost_on_the_way_keep_nobody_from_the_picture()
    {
        const string Email = "unheard@clinic.test";
        var visit = await clinic.Admin.ScheduleAsync(await clinic.Admin.AddClinicianAsync(Email, ClinicInBrowser.Password, ["UT"]));
        var patient = await PatientPage.OpenAsync(clinic, visit);
        var lost = new ConcurrentQueue<string>();
        await LoseAsync(patient.Page, lost);
        await patient.CheckInAsync();
        await patient.SeesAsync("You are expected");
        var clinician = new StaffPage(await clinic.OpenAsync("/clinic"));
        await LoseAsync(clinician.Page, lost);
        await clinician.SignInAsync(Email);

        await clinician.Row(visit.Id).GetByRole(AriaRole.Button, new() { Name = "Admit" }).First.ClickAsync();
        await Video.AssertMovingAsync(patient.Page, "patient");
        await Video.AssertMovingAsync(clinician.Page, "clinician");

        Assert.Equal(["answer", "offer", "offer"], lost.Select(KindOf).Order());
        // Each address of a device is told by itself: with many of them, an offer that named them all would be longer than the hub takes.
        Assert.DoesNotContain(lost, signal => signal.Contains("a=candidate", StringComparison.Ordinal));
    }

    /// <summary>The first two offers and the first answer never reach the server, whichever of the two says them, and nobody is told.</summary>
    private static async Task LoseAsync(IPage page, ConcurrentQueue<string> lost)
    {
        await page.RouteWebSocketAsync("**/hubs/visits*", socket =>
        {
            var server = socket.ConnectToServer();
            socket.OnMessage(frame =>
            {
                var text = frame.Text ?? "";
                var kind = KindOf(text);
                if (lost.Count(one => KindOf(one) == kind) < kind switch { "offer" => 2, "answer" => 1, _ => 0 }) lost.Enqueue(text);
                else server.Send(text);
            });
        });
        await page.ReloadAsync();
    }

    private static string KindOf(string frame) => Regex.Match(frame, "\"kind\":\"(\\w+)\"").Groups[1].Value;
}
