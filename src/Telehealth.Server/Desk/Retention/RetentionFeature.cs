using Microsoft.Extensions.Options;

namespace Telehealth.Server.Desk.Retention;

/// <summary>How long records are kept, and their removal afterwards.</summary>
internal static class RetentionFeature
{
    public static IServiceCollection AddRetention(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<RetentionOptions>, RetentionOptionsCheck>();
        services.AddOptions<RetentionOptions>().Bind(configuration.GetSection(RetentionOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<PruneTables>().AddSingleton<LogArchive>().AddSingleton<LogPruning>();
        return services;
    }
}
