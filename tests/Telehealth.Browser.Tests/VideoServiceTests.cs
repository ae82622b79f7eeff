using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;

namespace Telehealth.Browser.Tests;

[Collection(Clinics.Visits)]
public sealed class VideoServiceTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task An_admin_sees_how_video_does_and_tests_it_by_keyboard()
    {
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/video", ClinicInBrowser.AdminEmail);
        await admin.SeesAsync("Video service");

        await admin.Button("Test connection").FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(admin.Page.GetByText("The test is done")).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.Locator(".spinner")).ToHaveCountAsync(0);
        await Screens.CheckAsync(admin.Page, "admin-video");
    }
}
