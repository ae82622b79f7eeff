using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

/// <summary>Arriving.</summary>
internal static class CheckInFeature
{
    public static IServiceCollection AddCheckIn(this IServiceCollection services)
    {
        services.AddSingleton<ISlice<CheckInRequest, CheckInResult>, CheckInSlice>();
        services.AddSingleton<ISlice<ChooseExemptionRequest, VerdictAnswer>, ChooseExemptionSlice>();
        services.AddSingleton<ISlice<ConfirmLocationRequest, VerdictAnswer>, ConfirmLocationSlice>();
        services.AddSingleton<ISlice<ConfirmIdentityRequest, VersionAnswer>, ConfirmIdentitySlice>();
        services.AddSingleton<ISlice<ConsentAsGuardianRequest, VersionAnswer>, ConsentAsGuardianSlice>();
        services.AddSingleton<ISlice<ReaffirmLocationRequest, CheckInResult>, ReaffirmLocationSlice>();
        services.AddSingleton<ISlice<RecordMinorBasisRequest, VersionAnswer>, RecordMinorBasisSlice>();
        services.AddSingleton<ISlice<ReportWrongPersonRequest, VersionAnswer>, ReportWrongPersonSlice>();
        services.AddSingleton<ISlice<UpdateLocationRequest, CheckInResult>, UpdateLocationSlice>();
        services.AddSingleton<ISlice<VerifyGuardianRequest, VersionAnswer>, VerifyGuardianSlice>();
        services.AddSingleton<ISlice<WithdrawConsentRequest, VersionAnswer>, WithdrawConsentSlice>();
        return services;
    }
}
