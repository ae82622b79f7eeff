using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Telehealth.Server.Doors;
using Telehealth.Server.Twilio;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Server.Twilio.Messages;
using Telehealth.Server.Twilio.Status;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>Our side of the wire as the server sets it up, against an address or against a handler, optionally on a clock turned by hand.</summary>
internal sealed class VendorClient : IDisposable
{
    private readonly ServiceProvider _services;
    /// <summary>Real time; nothing that runs here takes as long.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2), Shortest = TimeSpan.FromMilliseconds(15);
    private readonly JumpingClock? _clock;

    /// <summary>
    /// Of a virtual wait, the part for which nothing may begin or end to wait in real time before it is believed that time is what is waited
    /// for: an answer that is on its way must not be overtaken by the limit of its call. Sockets need more.
    /// </summary>
    private double _share = 0.04;

    private VendorClient(Dictionary<string, string?> settings, JumpingClock? clock, Func<HttpMessageHandler>? vendor)
    {
        _clock = clock;
        var services = new ServiceCollection();
        var configuration = TwilioSettings.Configuration(settings);
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock ?? TimeProvider.System);
        services.AddOptions<SiteOptions>().Bind(configuration);
        services.AddTwilioOptions(configuration);
        var client = services.AddTwilioCalls();
        var messages = services.AddTwilioMessageCalls();
        if (vendor is not null)
        {
            client.ConfigurePrimaryHttpMessageHandler(vendor);
            messages.ConfigurePrimaryHttpMessageHandler(vendor);
        }

        services.TryAddSingleton<TwilioVideoProvider>();
        services.TryAddSingleton<TwilioMessageSender>();
        _services = services.BuildServiceProvider();
    }

    public ITwilioVideo Video => _services.GetRequiredService<ITwilioVideo>();
    public ITwilioMessages Messages => _services.GetRequiredService<ITwilioMessages>();
    public TwilioMessageSender Sender => _services.GetRequiredService<TwilioMessageSender>();
    public NewMessages NewMessages => _services.GetRequiredService<NewMessages>();
    public TwilioVideoProvider Provider => _services.GetRequiredService<TwilioVideoProvider>();
    public CallFigures Figures => _services.GetRequiredService<CallFigures>();
    public DateTimeOffset Now => _clock!.GetUtcNow();
    public TwilioTokens Tokens => _services.GetRequiredService<TwilioTokens>();
    public TwilioRooms Rooms => _services.GetRequiredService<TwilioRooms>();

    public static VendorClient At(Uri address, params (string Key, string Value)[] more) =>
        new(With([("Twilio:VideoBaseUrl", address.ToString()), ("Twilio:ApiBaseUrl", address.ToString()), .. more]), null, null);

    public static VendorClient At(Uri address, Func<HttpMessageHandler> through) =>
        new(With([("Twilio:VideoBaseUrl", address.ToString()), ("Twilio:ApiBaseUrl", address.ToString())]), null, through);

    /// <summary>Every wait of the pipelines is on a clock that <see cref="RunAsync"/> turns.</summary>
    public static VendorClient Through(Vendor vendor, params (string Key, string Value)[] more) => new(With(more), new JumpingClock(), () => vendor);

    /// <summary>Lets virtual time pass until the call has ended, and tells how much did.</summary>
    public async Task<TimeSpan> RunAsync(Task call)
    {
        var (start, real) = (_clock!.GetUtcNow(), Stopwatch.StartNew());
        while (await WaitsForTimeAsync(call))
        {
            if (_clock.Next is { } next) _clock.Advance(next - _clock.GetUtcNow());
            if (real.Elapsed > Longest) throw new TimeoutException("The call has no end.");
        }

        return _clock.GetUtcNow() - start;
    }

    private async Task<bool> WaitsForTimeAsync(Task call)
    {
        for (var seen = -1L; seen != _clock!.Changes;)
        {
            seen = _clock.Changes;
            var quiet = _clock.Next is { } next ? (next - _clock.GetUtcNow()) * _share : Shortest;
            await Task.WhenAny(call, Task.Delay(quiet > Shortest ? quiet : Shortest, TimeProvider.System));
            if (call.IsCompleted) return false;
        }

        return true;
    }

    /// <summary>Waits are on a clock turned by hand, the answers come over real sockets.</summary>
    public static VendorClient OnAClockAt(Uri address) => new(With([("Twilio:VideoBaseUrl", address.ToString()), ("Twilio:ApiBaseUrl", address.ToString()), ("Twilio:MessagingServiceSid", TwilioSettings.ServiceSid)]), new JumpingClock(), null) { _share = 0.2 };

    /// <summary>On the clock that is turned.</summary>
    public Task WaitAsync(TimeSpan time, CancellationToken cancellation) => Task.Delay(time, _clock!, cancellation);

    public void Pass(TimeSpan time) => _clock!.Advance(time);

    public void Dispose() => _services.Dispose();

    private static Dictionary<string, string?> With(IEnumerable<(string Key, string Value)> more)
    {
        var settings = TwilioSettings.Complete();
        foreach (var (key, value) in more) settings[key] = value;
        return settings;
    }
}
