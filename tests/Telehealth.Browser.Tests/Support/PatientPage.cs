using Microsoft.Playwright;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests.Support;

/// <summary>What a patient does on the pages, by the words that they read there.</summary>
internal sealed class PatientPage(IPage page)
{
    public IPage Page => page;

    public static async Task<PatientPage> OpenAsync(ClinicInBrowser clinic, ScheduledVisit visit, bool phone = true) =>
        new(await clinic.OpenAsync("/join/" + visit.LinkToken, phone));

    public ILocator Heading(string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 });

    public Task SeesAsync(string heading) => Assertions.Expect(Heading(heading)).ToBeVisibleAsync();

    public async Task IdentifyAsync(string birthDate = ScheduledVisit.BirthDate)
    {
        var parts = birthDate.Split('-');
        await page.GetByLabel("Month").FillAsync(parts[1]);
        await page.GetByLabel("Day").FillAsync(parts[2]);
        await page.GetByLabel("Year").FillAsync(parts[0]);
        await ContinueAsync();
    }

    public async Task CheckDevicesAsync()
    {
        await SeesAsync("Camera and sound");
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn on camera and microphone" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Works").First).ToBeVisibleAsync();
    }

    public async Task GiveContactsAsync()
    {
        await SeesAsync("If the video drops");
        await page.GetByLabel("Phone number to call you back").FillAsync("+1 801 555 0123");
        await page.GetByLabel("Their name").FillAsync("Sam Probe");
        await page.GetByLabel("Their phone number").FillAsync("+1 801 555 0124");
        await page.GetByLabel("Who they are to you").FillAsync("Sister");
        await ContinueAsync();
    }

    public async Task SayWhereAsync(string state, string city)
    {
        await SeesAsync("Where are you right now?");
        await page.GetByLabel("State or territory you are in").SelectOptionAsync(new SelectOptionValue { Label = state });
        await page.GetByLabel("I can give the address").CheckAsync();
        await page.GetByLabel("Street address").FillAsync("12 Main Street");
        await page.GetByLabel("City").FillAsync(city);
        await page.GetByLabel("ZIP code").FillAsync("84101");
        await ContinueAsync();
    }

    public async Task SayWhoIsThereAsync()
    {
        await SeesAsync("Who is with you?");
        await page.GetByLabel("The patient", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("No, only the patient").CheckAsync();
        await page.GetByRole(AriaRole.Group, new() { Name = "comfortable talking" }).GetByLabel("Yes").CheckAsync();
        await ContinueAsync();
    }

    public Task ConsentAsync() => page.GetByRole(AriaRole.Button, new() { Name = "I agree, check me in" }).ClickAsync();

    public Task ContinueAsync() => page.GetByRole(AriaRole.Button, new() { Name = "Continue" }).ClickAsync();

    /// <summary>From the opened link to the end of check-in, whatever its answer.</summary>
    public async Task CheckInAsync(string state = "Utah", string city = "Provo")
    {
        await IdentifyAsync();
        await CheckDevicesAsync();
        await ContinueAsync();
        await GiveContactsAsync();
        await SayWhereAsync(state, city);
        await SayWhoIsThereAsync();
        await ConsentAsync();
    }
}
