using Microsoft.Playwright;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests.Support;

internal static class Video
{
    /// <summary>Remembers the page's connections, so that a picture that does not come can be explained.</summary>
    public const string Remember =
        """
        window.peersOfTest = [];
        const Peer = window.RTCPeerConnection;
        window.RTCPeerConnection = class extends Peer {
            constructor(...given) {
                super(...given);
                window.peersOfTest.push(this);
            }
        };
        """;

    /// <summary>Frames that the remote picture has shown so far; a still picture does not rise.</summary>
    public static async Task<int> RemoteFramesAsync(IPage page) => await page.EvaluateAsync<int>(
        "(() => { const v = [...document.querySelectorAll('video')].find(one => !one.muted); return v ? v.getVideoPlaybackQuality().totalVideoFrames : 0; })()");

    public static async Task AssertMovingAsync(IPage page, string whose)
    {
        try
        {
            await Poll.UntilAsync(async () => await RemoteFramesAsync(page) > 0, $"the first remote frame at the {whose}'s", 40);
            var before = await RemoteFramesAsync(page);
            await Poll.UntilAsync(async () => await RemoteFramesAsync(page) > before + 10, $"rising remote frames at the {whose}'s", 20);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; {await TellAsync(page)}", late);
        }
    }

    /// <summary>What the page shows, and how far each of its connections came.</summary>
    private static async Task<string> TellAsync(IPage page) => await page.EvaluateAsync<string>(
        """
        async () => {
            const videos = [...document.querySelectorAll('video')].map(
                (v) => ({ muted: v.muted, paused: v.paused, ready: v.readyState, tracks: v.srcObject?.getTracks().map((t) => `${t.kind} ${t.readyState}${t.muted ? ' muted' : ''}`) }));
            const peers = await Promise.all(window.peersOfTest.map(async (peer) => ({
                signaling: peer.signalingState, ice: peer.iceConnectionState, connection: peer.connectionState,
                ways: peer.getTransceivers().map((t) => `${t.receiver.track.kind} ${t.direction}/${t.currentDirection}`),
                media: [...(await peer.getStats()).values()].filter(({ type }) => type === 'inbound-rtp' || type === 'outbound-rtp')
                    .map(({ type, kind, packetsReceived, packetsSent, framesDecoded, framesEncoded }) => ({ type, kind, packetsReceived, packetsSent, framesDecoded, framesEncoded })),
                pairs: [...(await peer.getStats()).values()].filter(({ type }) => type === 'candidate-pair').map(({ state }) => state),
            })));
            return JSON.stringify({ heading: document.querySelector('h1')?.textContent, hidden: document.hidden, notice: document.querySelector('.stage-notice')?.textContent, videos, peers });
        }
        """);
}
