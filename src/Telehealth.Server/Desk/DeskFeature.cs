using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>The two write paths and what drives them. After <c>AddStorage</c>, whose start-up it follows.</summary>
internal static class DeskFeature
{
    public static IServiceCollection AddDesk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DeskOptions>().Bind(configuration.GetSection(DeskOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<VisitsOptions>().Bind(configuration.GetSection(VisitsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(p => p.GetRequiredService<IOptions<VisitsOptions>>().Value.ToPolicy());
        services.AddRules(configuration);
        services.AddSingleton<ClinicFactsCache>();
        services.AddSingleton<DecisionFacts>();
        services.AddSingleton<VisitLeases>();
        services.AddSingleton<VisitCommits>();
        services.AddSingleton<VisitAttempts>();
        services.AddSingleton<IVisitDesk, VisitDesk>();
        services.AddSingleton<IVisitReader, VisitReader>();
        services.AddSingleton<ClinicClock>().AddSingleton<ThisNode>();
        services.AddSingleton<ClinicAftermath>();
        services.AddSingleton<ClinicDetails>();
        services.AddSingleton<IClinicDesk, ClinicDesk>();
        services.AddOptions<NoticeOptions>().Bind(configuration.GetSection(NoticeOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<NoticeSecrets>().AddSingleton<NoticePlans>().AddSingleton<Invitations>();
        services.AddSingleton<IOutboxHandler, ReevaluateClinician>();
        services.AddSingleton<Sweeper>();
        services.TryAddSingleton<IPresence, NobodyPresent>();
        services.TryAddSingleton<IVisitAnnouncer, NobodyListens>();
        services.TryAddSingleton<IRecentVisits, NothingHeard>();
        services.AddHostedService<RulesInForce>();
        services.AddHostedService(p => p.GetRequiredService<Sweeper>());
        return services;
    }

    /// <summary>A process without connections, such as one that only migrates or sweeps.</summary>
    private sealed class NobodyPresent : IPresence
    {
        public PresenceFacts Of(VisitId visit) => PresenceFacts.Nobody;
    }

    private sealed class NothingHeard : IRecentVisits
    {
        public LoadedVisit? Find(VisitId visit) => null;
    }

    private sealed class NobodyListens : IVisitAnnouncer
    {
        public void Enqueue(CommittedChange change)
        {
        }
    }
}
