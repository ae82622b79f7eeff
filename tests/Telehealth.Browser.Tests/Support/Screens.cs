using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests.Support;

/// <summary>Looks at a screen as people do: at phone and desktop size, and with axe. REWRITE=1 renews those pictures that docs/images has.</summary>
internal static class Screens
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private static readonly bool Renews = Environment.GetEnvironmentVariable("REWRITE") == "1";

    /// <summary>Once nothing loads any more: pictures of both sizes, no serious finding at either, and nothing that has to be scrolled sideways on a phone.</summary>
    public static async Task CheckAsync(IPage page, string name)
    {
        var size = page.ViewportSize!;
        await CheckAtAsync(page, name + "-phone", 390, 844);
        await AssertFitsAsync(page, name);
        await CheckAtAsync(page, name + "-desktop", 1280, 800);
        await page.SetViewportSizeAsync(size.Width, size.Height);
    }

    /// <summary>The whole page as a phone shows it, with no serious finding and nothing to be scrolled sideways.</summary>
    public static async Task CheckPhoneAsync(IPage page, string name)
    {
        await AssertFitsAsync(page, name);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = FileOf(name + "-phone"), FullPage = true });
        await AssertSoundAsync(page, name + "-phone");
    }

    /// <summary>As a printer lays it out, with nothing cut off: the width of Letter paper between its margins. The page is in that medium already.</summary>
    public static async Task CheckPaperAsync(IPage page, string name)
    {
        await CheckAtAsync(page, name, 695, 900);
        await AssertFitsAsync(page, name);
    }

    private static string FileOf(string name)
    {
        var shown = Path.Combine(Repository.Top, "docs", "images", name + ".png");
        return Renews && File.Exists(shown) ? shown : Path.Combine(Repository.Top, "artifacts", "screens", name + ".png");
    }

    private static async Task AssertFitsAsync(IPage page, string name)
    {
        var wide = await page.EvaluateAsync<string>(
            """
            () => {
                const shown = window.innerWidth, needed = document.documentElement.scrollWidth;
                if (needed <= shown + 1) return '';
                const out = [...document.querySelectorAll('*')].filter((one) => one.getBoundingClientRect().right > shown + 1);
                return `${needed} of ${shown} px: ${out.slice(-3).map((one) => one.outerHTML.slice(0, 200)).join(', ')}`;
            }
            """);
        Assert.True(wide.Length == 0, $"{name} has to be scrolled sideways: {wide}");
    }

    private static async Task CheckAtAsync(IPage page, string name, int width, int height)
    {
        await page.SetViewportSizeAsync(width, height);
        await Assertions.Expect(page.Locator(".spinner")).ToHaveCountAsync(0);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = FileOf(name) });
        await AssertSoundAsync(page, name);
    }

    // Axe itself and not its wrapper for Playwright, which opens a window of its own for each answer: two seconds instead of a tenth.
    private static async Task AssertSoundAsync(IPage page, string name)
    {
        if (!await page.EvaluateAsync<bool>("typeof axe !== 'undefined'")) await page.EvaluateAsync(Axe);
        var serious = await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter((rule) => ['serious', 'critical'].includes(rule.impact))
                .map((rule) => `${rule.id} (${rule.nodes.slice(0, 3).map((node) => node.html).join(', ')})`)
            """);
        Assert.True(serious.Length == 0, $"{name}: {string.Join("; ", serious)}");
    }
}
