namespace Telehealth.Server.Desk.Exports;

/// <summary>Exports of the log, made in the background.</summary>
internal static class ExportsFeature
{
    public static IServiceCollection AddExports(this IServiceCollection services) =>
        services.AddSingleton<ExportLimits>().AddSingleton<ExportFolder>().AddSingleton<ExportBook>()
            .AddSingleton<ExportBeginning>().AddSingleton<ExportFinding>().AddSingleton<ExportWriting>().AddSingleton<ExportEvidence>().AddSingleton<ExportDetails>().AddSingleton<ExportPacking>().AddSingleton<ExportWork>()
            .AddSingleton<ExportRunner>().AddHostedService(p => p.GetRequiredService<ExportRunner>());
}
