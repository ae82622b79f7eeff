using Microsoft.Playwright;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests.Support;

internal static class Video
{
    /// <summary>Frames that the remote picture has shown so far; a still picture does not rise.</summary>
    public static async Task<int> RemoteFramesAsync(IPage page) => await page.EvaluateAsync<int>(
        "(() => { const v = [...document.querySelectorAll('video')].find(one => !one.muted); return v ? v.getVideoPlaybackQuality().totalVideoFrames : 0; })()");

    public static async Task AssertMovingAsync(IPage page, string whose)
    {
        await Poll.UntilAsync(async () => await RemoteFramesAsync(page) > 0, $"the first remote frame at the {whose}'s", 40);
        var before = await RemoteFramesAsync(page);
        await Poll.UntilAsync(async () => await RemoteFramesAsync(page) > before + 10, $"rising remote frames at the {whose}'s", 20);
    }
}
