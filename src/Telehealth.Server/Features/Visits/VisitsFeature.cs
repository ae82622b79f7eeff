using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.Visits;

/// <summary>What happens in a visit and how it ends.</summary>
internal static class VisitsFeature
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddSingleton<ISlice<AcceptTransferRequest, VersionAnswer>, AcceptTransferSlice>();
        services.AddSingleton<ISlice<AcknowledgeSafetyConcernRequest, VersionAnswer>, AcknowledgeSafetyConcernSlice>();
        services.AddSingleton<ISlice<AdmitParticipantRequest, VersionAnswer>, AdmitParticipantSlice>();
        services.AddSingleton<ISlice<ChangeModalityRequest, VersionAnswer>, ChangeModalitySlice>();
        services.AddSingleton<ISlice<DeclineTransferRequest, VersionAnswer>, DeclineTransferSlice>();
        services.AddSingleton<ISlice<EndVisitRequest, VersionAnswer>, EndVisitSlice>();
        services.AddSingleton<ISlice<HoldParticipantRequest, VersionAnswer>, HoldParticipantSlice>();
        services.AddSingleton<ISlice<HoldVisitRequest, VersionAnswer>, HoldVisitSlice>();
        services.AddSingleton<ISlice<LeaveVisitRequest, VersionAnswer>, LeaveVisitSlice>();
        services.AddSingleton<ISlice<MarkNoShowRequest, VersionAnswer>, MarkNoShowSlice>();
        services.AddSingleton<ISlice<RaiseSafetyConcernRequest, VersionAnswer>, RaiseSafetyConcernSlice>();
        services.AddSingleton<ISlice<RefuseVisitRequest, VersionAnswer>, RefuseVisitSlice>();
        services.AddSingleton<ISlice<RemoveParticipantRequest, VersionAnswer>, RemoveParticipantSlice>();
        services.AddSingleton<ISlice<ResolveSafetyConcernRequest, VersionAnswer>, ResolveSafetyConcernSlice>();
        services.AddSingleton<ISlice<ResumeVisitRequest, VersionAnswer>, ResumeVisitSlice>();
        services.AddSingleton<ISlice<TakeOverRequest, VersionAnswer>, TakeOverSlice>();
        services.AddSingleton<ISlice<TransferVisitRequest, VersionAnswer>, TransferVisitSlice>();
        return services;
    }
}
