namespace Telehealth.Server.Features.VideoRooms;

/// <summary>
/// Completes an admit that waited for the patient: whatever changes the visit while the request stands sends the clinician's admit again. A
/// request that this process lost lapses by its own time.
/// </summary>
internal sealed partial class AdmitFollowUp(AdmitRequests requests, AdmitSequence sequence, ILogger<AdmitFollowUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var admission in requests.AllAsync(stoppingToken)) await CompleteAsync(admission, stoppingToken);
    }

    private async Task CompleteAsync(Admission admission, CancellationToken cancellation)
    {
        try
        {
            await sequence.RunAsync(admission, cancellation);
        }
        catch (StorageUnavailableException gone)
        {
            LogLost(log, admission.VisitId.Value, gone);
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "The admit of visit {VisitId} was not completed; the request lapses by itself")]
    private static partial void LogLost(ILogger log, Guid visitId, Exception gone);
}
