using Microsoft.Playwright;

namespace Telehealth.Browser.Tests.Support;

/// <summary>What staff do on the pages, by the words that they read there.</summary>
internal sealed class StaffPage(IPage page)
{
    public IPage Page => page;

    public static async Task<StaffPage> SignedInAsync(ClinicInBrowser clinic, string path, string email)
    {
        var staff = new StaffPage(await clinic.OpenAsync(path));
        await staff.SignInAsync(email);
        return staff;
    }

    public async Task SignInAsync(string email)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.GetByLabel("Password").FillAsync(ClinicInBrowser.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
    }

    public Task SeesAsync(string heading) => Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 1 })).ToBeVisibleAsync();

    public ILocator Row(string visit) => page.Locator($"[data-visit='{visit}']");

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });
}
