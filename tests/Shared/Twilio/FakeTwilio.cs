using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Telehealth.Tests.Shared.Twilio;

/// <summary>
/// The vendor with a memory, as far as our calls need it: rooms, who is in them, text messages, signed callbacks, and faults by dial. Prism keeps
/// it honest: tests run whole flows through its validating proxy, on the vendor's own document.
/// </summary>
public sealed class FakeTwilio : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Random _random;
    private readonly Lock _drawing = new();
    private volatile FaultDial _dial = FaultDial.Off;
    private volatile bool _isDown;

    private FakeTwilio(WebApplication app, int seed, TimeProvider time)
    {
        (_app, _random, Time) = (app, new Random(seed), time);
        Callbacks = new FakeCallbacks(Account, seed, time);
        Rooms = new FakeRooms(Account, Callbacks, time);
        Messages = new FakeMessages(Account, Callbacks, time);
    }

    public Uri Address { get; private set; } = null!;
    public FakeAccount Account { get; } = new();
    public FakeRooms Rooms { get; }
    public FakeMessages Messages { get; }
    public FakeCallbacks Callbacks { get; }

    /// <summary>Faults of the next requests, in order, before the dial is asked; <see cref="Fault.None"/> lets one through.</summary>
    public ConcurrentQueue<Fault> Next { get; } = new();

    public FaultDial Dial { get => _dial; set => _dial = value; }

    /// <summary>While it is set nothing works, and nobody is called back.</summary>
    public bool IsDown
    {
        get => _isDown;
        set => _isDown = Callbacks.AreHeld = value;
    }

    /// <summary>What the vendor's clock says, against this machine's.</summary>
    public TimeSpan? ClockIsOffBy { get; set; }

    /// <summary>Where <see cref="FaultKind.Redirect"/> points.</summary>
    public Uri RedirectTo { get; set; } = new("https://elsewhere.example.test");

    /// <summary>Everything that was asked, in order.</summary>
    public ConcurrentQueue<SeenRequest> Requests { get; } = new();

    /// <param name="seed">The same seed draws the same faults, as far as the order of requests is the same.</param>
    public static async Task<FakeTwilio> StartAsync(int seed = 1, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var fake = new FakeTwilio(builder.Build(), seed, time ?? TimeProvider.System);
        fake._app.Use((context, next) =>
        {
            if (fake.ClockIsOffBy is { } off) context.Response.Headers.Date = (fake.Time.GetUtcNow() + off).ToString("r", CultureInfo.InvariantCulture);
            return next(context);
        });
        fake._app.Use(new FaultyLine(fake).InvokeAsync);
        fake.Rooms.Map(fake._app);
        fake.Messages.Map(fake._app);
        await fake._app.StartAsync();
        fake.Address = new Uri(fake._app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await Callbacks.DisposeAsync();
        await _app.DisposeAsync();
    }

    internal TimeProvider Time { get; }

    internal Fault Draw()
    {
        if (Next.TryDequeue(out var next)) return next;
        lock (_drawing) return _isDown ? FaultDial.OfOutage(_random) : _dial.Draw(_random);
    }
}

/// <param name="Form">Fields that were sent, each with its first value.</param>
/// <param name="KeySid">Who signed in.</param>
/// <param name="WhileDown">Nothing worked at that time.</param>
public sealed record SeenRequest(string Method, string Path, IReadOnlyDictionary<string, string> Form, string? KeySid, Fault Fault, DateTimeOffset At, bool WhileDown);
