using Microsoft.Extensions.Options;

namespace Telehealth.Server.Desk.Rules;

/// <summary>The rules, read once when the process starts.</summary>
internal static class RulesSetup
{
    public static IServiceCollection AddRules(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IValidateOptions<RulesOptions>, RulesOptionsCheck>();
        services.AddOptions<RulesOptions>().Bind(configuration.GetSection(RulesOptions.Section)).ValidateOnStart();
        services.AddSingleton(Load).AddSingleton(p => p.GetRequiredService<LoadedRules>().Texts).AddSingleton<HeldRules>();
        return services;
    }

    private static LoadedRules Load(IServiceProvider services)
    {
        var folder = services.GetRequiredService<IOptions<RulesOptions>>().Value.Folder;
        return RuleSetReader.Read(folder, RuleFiles.Today(services.GetRequiredService<TimeProvider>())).Rules ?? throw new InvalidOperationException("The rule files were changed while the server started.");
    }
}
