using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>Shares of callbacks that go wrong on their way, each 0 to 1.</summary>
public sealed record CallbackDial
{
    public static CallbackDial Off { get; } = new();

    public double Lost { get; init; }
    public double Doubled { get; init; }
    public double Late { get; init; }

    /// <summary>The latest of the late.</summary>
    public TimeSpan LateBy { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>Calls our server back as the vendor does: signed, tried again as the address asks, sometimes late, twice or never.</summary>
public sealed class FakeCallbacks : IAsyncDisposable
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(15);
    private readonly FakeAccount _account;
    private readonly TimeProvider _time;
    private readonly Random _random;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Budget };
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _underWay = new();
    private volatile CallbackDial _dial = CallbackDial.Off;
    private volatile bool _held;
    private int _told, _accepted, _lost, _failed;

    internal FakeCallbacks(FakeAccount account, int seed, TimeProvider time) => (_account, _random, _time) = (account, new Random(seed), time);

    public CallbackDial Dial { get => _dial; set => _dial = value; }

    /// <summary>Where they really go, when the address that we gave out is not this machine's; else they go nowhere.</summary>
    public Uri? DeliverTo { get; set; }

    /// <summary>How many there were to tell, doubles not counted.</summary>
    public int Told => _told;

    /// <summary>How many posts our server took, doubles counted.</summary>
    public int Accepted => _accepted;

    /// <summary>How many were lost on purpose.</summary>
    public int Lost => _lost;

    /// <summary>How many our server did not take, however often tried.</summary>
    public int Failed => _failed;

    /// <summary>The vendor is down: what there would be to tell is lost.</summary>
    /// <summary>Nobody is called back while it is set.</summary>
    public bool AreHeld { get => _held; set => _held = value; }

    /// <summary>Until none is on its way any more.</summary>
    public async Task IdleAsync()
    {
        while (_underWay.Keys.ToArray() is { Length: > 0 } some) await Task.WhenAll(some);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await IdleAsync();
        _http.Dispose();
        _stop.Dispose();
    }

    /// <summary>The vendor's scheme: HMAC-SHA-1 over the address, then each field's name and value in ordinal order of names.</summary>
    public static string Sign(string authToken, string url, IEnumerable<(string Name, string Value)> fields)
    {
        var text = new StringBuilder(url);
        foreach (var (name, value) in fields.OrderBy(f => f.Name, StringComparer.Ordinal)) text.Append(name).Append(value);
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(authToken), Encoding.UTF8.GetBytes(text.ToString())));
    }

    internal void Tell(string address, IReadOnlyList<(string Name, string Value)> fields)
    {
        Interlocked.Increment(ref _told);
        var (isLost, isTwice, wait) = Draw();
        if (isLost || _held)
        {
            Interlocked.Increment(ref _lost);
            return;
        }

        var url = new Uri(address);
        var to = DeliverTo is { } here ? new Uri(here, url.PathAndQuery) : url;
        if (!to.IsLoopback) return;
        for (var i = 0; i < (isTwice ? 2 : 1); i++) Track(Task.Run(() => DeliverAsync(to, url, fields, wait)));
    }

    private (bool Lost, bool Twice, TimeSpan Wait) Draw()
    {
        lock (_random)
        {
            var dial = _dial;
            return (_random.NextDouble() < dial.Lost, _random.NextDouble() < dial.Doubled, _random.NextDouble() < dial.Late ? dial.LateBy * _random.NextDouble() : TimeSpan.Zero);
        }
    }

    private void Track(Task post)
    {
        _underWay[post] = true;
        post.ContinueWith(done => _underWay.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private async Task DeliverAsync(Uri to, Uri address, IReadOnlyList<(string Name, string Value)> fields, TimeSpan wait)
    {
        try
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait, TimeProvider.System, _stop.Token);
            var (since, token) = (_time.GetTimestamp(), Guid.NewGuid().ToString());
            for (var tries = 0; tries <= RetriesOf(address) && _time.GetElapsedTime(since) < Budget; tries++)
            {
                if (await IsTakenAsync(to, address, fields, token))
                {
                    Interlocked.Increment(ref _accepted);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(200 << tries), TimeProvider.System, _stop.Token);
            }

            Interlocked.Increment(ref _failed);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _failed);
        }
    }

    private async Task<bool> IsTakenAsync(Uri to, Uri address, IReadOnlyList<(string Name, string Value)> fields, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        request.Headers.Add("X-Twilio-Signature", Sign(_account.AuthToken, address.GetComponents(UriComponents.AbsoluteUri & ~UriComponents.Fragment, UriFormat.UriEscaped), fields));
        request.Headers.Add("I-Twilio-Idempotency-Token", token);
        try
        {
            using var response = await _http.SendAsync(request, _stop.Token);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The address asks in its fragment: <c>#rc=5&amp;rp=all</c>.</summary>
    private static int RetriesOf(Uri address) =>
        address.Fragment.TrimStart('#').Split('&').FirstOrDefault(p => p.StartsWith("rc=", StringComparison.Ordinal)) is { } asked && int.TryParse(asked.AsSpan(3), out var count) ? count : 0;
}
