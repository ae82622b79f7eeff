using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests.Support;

/// <summary>Looks at a screen as people do: at phone and desktop size, and with axe. REWRITE=1 renews the pictures in docs/images.</summary>
internal static class Screens
{
    private static readonly string Folder = Environment.GetEnvironmentVariable("REWRITE") == "1"
        ? Path.Combine(Repository.Top, "docs", "images")
        : Path.Combine(Repository.Top, "artifacts", "screens");

    /// <summary>Once nothing loads any more: pictures of both sizes, no serious finding at either, and nothing that has to be scrolled sideways on a phone.</summary>
    public static async Task CheckAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        var size = page.ViewportSize!;
        await CheckAtAsync(page, name + "-phone", 390, 844);
        var wide = await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth + 1");
        Assert.False(wide, $"{name} is wider than a phone");
        await CheckAtAsync(page, name + "-desktop", 1280, 800);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>The whole page as a phone shows it, with no serious finding and nothing to be scrolled sideways.</summary>
    public static async Task CheckPhoneAsync(IPage page, string name)
    {
        Directory.CreateDirectory(Folder);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth + 1"), $"{name} is wider than a phone");
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + "-phone.png"), FullPage = true });
        await AssertSoundAsync(page, name + "-phone");
    }

    private static async Task CheckAtAsync(IPage page, string name, int width, int height)
    {
        await page.SetViewportSizeAsync(width, height);
        await Assertions.Expect(page.Locator(".spinner")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
        await AssertSoundAsync(page, name);
    }

    private static async Task AssertSoundAsync(IPage page, string name)
    {
        var result = await page.RunAxe();
        var serious = result.Violations.Where(v => v.Impact is "serious" or "critical").Select(Describe).ToList();
        Assert.True(serious.Count == 0, $"{name}: {string.Join("; ", serious)}");
    }

    private static string Describe(AxeResultItem item) => $"{item.Id} ({string.Join(", ", item.Nodes.Take(3).Select(n => n.Html))})";
}
