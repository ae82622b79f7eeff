using System.Text.Json;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Refit;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Twilio.Callbacks;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio;

/// <summary>Nothing of it exists unless <c>Video:Provider</c> is <c>twilio</c>; then its settings are complete or the server does not start.</summary>
internal static class TwilioFeature
{
    public static IServiceCollection AddTwilio(this IServiceCollection services, IConfiguration configuration)
    {
        if (!IsChosen(configuration)) return services;
        services.AddTwilioOptions(configuration).AddTwilioCalls();
        services.AddCallbacks().AddSingleton<ReceiveRoomEvent>().AddSingleton<ICallbackInbox, RoomEvents>().AddSingleton<IOutboxHandler, RememberVendorRoom>();
        return services.AddSingleton<IVideoProvider, TwilioVideoProvider>();
    }

    public static void MapTwilio(this WebApplication app)
    {
        if (!IsChosen(app.Configuration)) return;
        app.MapPost(CallbackAddress.Rooms, (HttpContext http, ReceiveRoomEvent door, CancellationToken token) => door.HandleAsync(http, token)).AllowAnonymous().ExcludeFromDescription();
    }

    private static IServiceCollection AddCallbacks(this IServiceCollection services) =>
        services.AddSingleton<CallbackSignature>().AddSingleton<CallbackDoor>().AddSingleton<CallbackSignal>().AddHostedService<CallbackService>();

    internal static IServiceCollection AddTwilioOptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TwilioOptions>().Bind(configuration.GetSection(TwilioOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TwilioOptions>, TwilioOptionsCheck>();
        return services.AddSingleton<TwilioKeys>().AddSingleton<TwilioTokens>().AddSingleton<TwilioRooms>();
    }

    /// <summary>The client with its pipelines, from the outside in: resilience, sign-in, the whole answer.</summary>
    internal static IHttpClientBuilder AddTwilioCalls(this IServiceCollection services)
    {
        services.AddTransient<TwilioAuthorization>().AddTransient<WholeAnswer>();
        var client = services.AddRefitGeneratedClient<ITwilioVideo>(_ => Settings()).ConfigureHttpClient((provider, http) =>
        {
            http.BaseAddress = provider.GetRequiredService<IOptions<TwilioOptions>>().Value.VideoBaseUrl;
            http.Timeout = Timeout.InfiniteTimeSpan;
        });

        // A redirect would carry the key to wherever it points.
        client.ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(2),
        });
        client.AddResilienceHandler("twilio", (builder, context) =>
                TwilioResilience.Configure(builder, TwilioCallKind.Named(context.InstanceName), context.ServiceProvider.GetRequiredService<TimeProvider>()))
            .SelectPipelineBy(_ => request => TwilioCallKind.Of(request).Name);
        return client.AddHttpMessageHandler<TwilioAuthorization>().AddHttpMessageHandler<WholeAnswer>();
    }

    private static bool IsChosen(IConfiguration configuration) =>
        string.Equals(configuration["Video:Provider"], TwilioVideoProvider.ProviderName, StringComparison.Ordinal);

    private static RefitSettings Settings() => new(new SystemTextJsonContentSerializer(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower }))
    {
        ExceptionFactory = async response => await TwilioErrors.OfAsync(response),
        TransportExceptionFactory = (_, cause, cancellation) => TwilioErrors.OfTransport(cause, cancellation),
        DeserializationExceptionFactory = (response, cause) => ValueTask.FromResult<Exception?>(new TwilioException(TwilioErrorKind.Transient, response.StatusCode, null, cause)),
    };
}
