using System.Text.Json;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Refit;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Server.Twilio.Calls;
using Telehealth.Server.Twilio.Messages;
using Telehealth.Server.Twilio.Reconciling;
using Telehealth.Server.Twilio.Status;

namespace Telehealth.Server.Twilio;

/// <summary>
/// Rooms exist only when <c>Video:Provider</c> is <c>twilio</c>, messages only when a sender of messages is set; either alone will do. With
/// one of them the settings are complete or the server does not start; with none, nothing of it exists.
/// </summary>
internal static class TwilioFeature
{
    /// <summary>All that the vendor's browser library asks for by address: its figures are switched off, and media is no matter of the content policy.</summary>
    private static readonly PageSource Signalling = new("wss://*.vss.twilio.com");

    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        var (rooms, messages) = (CarriesVideo(configuration), SendsMessages(configuration));
        if (rooms || messages) services.AddTwilioOptions(configuration).AddCallbacks();
        if (rooms) services.AddRooms();
        if (messages) services.AddMessages();
        if (rooms || messages) services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioProductionCheck>();
        return services;
    }

    public static void MapTwilio(this WebApplication app)
    {
        if (CarriesVideo(app.Configuration)) Map<ReceiveRoomEvent>(app, CallbackAddress.Rooms, (door, http, token) => door.HandleAsync(http, token));
        if (SendsMessages(app.Configuration)) Map<ReceiveMessageEvent>(app, CallbackAddress.Messages, (door, http, token) => door.HandleAsync(http, token));
    }

    private static void AddReconciling(this IServiceCollection services)
    {
        services.AddSingleton<RoomBook>().AddSingleton<RoomRepairs>().AddSingleton<OrphanRooms>().AddSingleton<MissedEvents>().AddSingleton<RoomsToRemake>();
        services.AddSingleton<RoomReconciler>().AddSingleton<ReconcileTurn>().AddSingleton<RoomReconcilerService>();
        services.AddHostedService(s => s.GetRequiredService<RoomReconcilerService>());
    }

    internal static IServiceCollection AddTwilioOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsCheck>();
        return services.AddSingleton<TwilioKeys>().AddSingleton<TwilioTokens>().AddSingleton<TwilioRooms>().AddSingleton<NewMessages>().AddSingleton<MessageMetrics>().AddTwilioStatus();
    }

    internal static IHttpClientBuilder AddTwilioCalls(this IServiceCollection services) => services.AddClient<ITwilioVideo>(o => o.VideoBaseUrl);

    internal static IHttpClientBuilder AddTwilioMessageCalls(this IServiceCollection services) => services.AddClient<ITwilioMessages>(o => o.ApiBaseUrl);

    private static void AddRooms(this IServiceCollection services)
    {
        services.AddTwilioCalls();
        services.AddSingleton(Signalling).AddSingleton<TwilioFigures>().AddTwilioWatch();
        services.AddSingleton<ReceiveRoomEvent>().AddSingleton<ICallbackInbox, RoomEvents>().AddSingleton<IOutboxHandler, RememberVendorRoom>()
            .AddSingleton<TwilioVideoProvider>().AddSingleton<IVideoProvider>(s => s.GetRequiredService<TwilioVideoProvider>());
        services.AddReconciling();
    }

    private static void AddMessages(this IServiceCollection services)
    {
        services.AddTwilioMessageCalls();
        services.AddSingleton<MessageEvents>().AddSingleton<ICallbackInbox>(p => p.GetRequiredService<MessageEvents>()).AddSingleton<IncomingMessages>();
        services.AddSingleton<ReceiveMessageEvent>().AddSingleton<INoticeSender, TwilioMessageSender>();
    }

    private static void AddCallbacks(this IServiceCollection services) =>
        services.AddSingleton<CallbackSignature>().AddSingleton<CallbackDoor>().AddSingleton<CallbackFigures>().AddSingleton<CallbackSignal>().AddHostedService<CallbackService>();

    /// <summary>A client with its pipelines, from the outside in: counting, resilience, sign-in, the whole answer, whether it left.</summary>
    private static IHttpClientBuilder AddClient<TInterface>(this IServiceCollection services, Func<TwilioOptions, Uri> address)
        where TInterface : class
    {
        services.AddTransient<TwilioAuthorization>().AddTransient<WholeAnswer>().AddTransient<SendWatch>().AddTransient<CountCall>().AddTransient<CountCall.Try>();
        var client = services.AddRefitGeneratedClient<TInterface>(_ => Settings()).ConfigureHttpClient((provider, http) =>
        {
            http.BaseAddress = address(provider.GetRequiredService<IOptions<TwilioOptions>>().Value);
            http.Timeout = Timeout.InfiniteTimeSpan;
        });

        // A redirect would carry the key to wherever it points.
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(2),
        });
        client.AddHttpMessageHandler<CountCall>();
        client.AddResilienceHandler("twilio", (builder, context) =>
                TwilioResilience.Configure(builder, TwilioCallKind.Named(context.InstanceName), context.ServiceProvider))
            .SelectPipelineBy(_ => request => TwilioCallKind.Of(request).Name);
        return client.AddHttpMessageHandler<CountCall.Try>().AddHttpMessageHandler<TwilioAuthorization>().AddHttpMessageHandler<WholeAnswer>().AddHttpMessageHandler<SendWatch>();
    }

    internal static IServiceCollection AddTwilioStatus(this IServiceCollection services) => services.AddSingleton<TwilioPaces>().AddSingleton<CallFigures>().AddSingleton<VendorMetrics>();

    private static IServiceCollection AddTwilioWatch(this IServiceCollection services)
    {
        services.AddHttpClient(TwilioProbe.ClientName, http => http.MaxResponseContentBufferSize = WholeAnswer.MostBytes)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(2) });
        services.AddSingleton<TwilioProbe>().AddSingleton<SettingsSteps>().AddSingleton<VendorSteps>();
        return services.AddSingleton<IVendorWatch, TwilioWatch>();
    }

    private static void Map<TDoor>(WebApplication app, string path, Func<TDoor, HttpContext, CancellationToken, Task<IResult>> handle)
        where TDoor : notnull =>
        app.MapPost(path, (HttpContext http, TDoor door, CancellationToken token) => handle(door, http, token)).AllowAnonymous().ExcludeFromDescription();

    private static bool CarriesVideo(IConfiguration configuration) =>
        string.Equals(configuration["Video:Provider"], TwilioVideoProvider.ProviderName, StringComparison.Ordinal);

    private static bool SendsMessages(IConfiguration configuration) =>
        !string.IsNullOrEmpty(configuration["Twilio:MessagingServiceSid"]) || !string.IsNullOrEmpty(configuration["Twilio:Messages:From"]);

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }))
    {
        ExceptionFactory = async response => await TwilioErrors.OfAsync(response),
        TransportExceptionFactory = TwilioErrors.OfTransport,
        DeserializationExceptionFactory = (response, cause) => ValueTask.FromResult<Exception?>(new TwilioException(TwilioErrorKind.Transient, response.StatusCode, null, cause)),
    };
}
