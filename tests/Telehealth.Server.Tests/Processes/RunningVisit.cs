using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Processes;

/// <summary>A visit InProgress between two sockets, and everything that the server said yes to since.</summary>
internal sealed class RunningVisit(ScheduledVisit visit, string clinicianToken, string patientToken)
{
    private readonly Lock _gate = new();

    public string Id => visit.Id;
    public string ClinicianToken => clinicianToken;
    public string PatientToken => patientToken;
    public long AcknowledgedVersion { get; private set; }
    public List<(Guid CommandId, string Method, long Version)> Acknowledged { get; } = [];
    public List<long> AcknowledgedMessages { get; } = [];

    /// <summary>Schedules, joins, checks in and admits, all through the public doors.</summary>
    public static async Task<RunningVisit> StartAsync(ClinicClient admin, string clinicianId, ClinicClient clinician)
    {
        var visit = await admin.ScheduleAsync(clinicianId);
        using var patient = await ClinicClient.JoinedAsync(admin.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var patientHub = await HubClient.ConnectAsync(patient);
        await using var clinicianHub = await HubClient.ConnectAsync(clinician);
        await patientHub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await clinicianHub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await patientHub.CheckInAsync(visit.Id);
        await clinicianHub.DoAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid(), anyway = true });
        return new RunningVisit(visit, clinician.AccessToken!, patient.AccessToken!);
    }

    public void Keep(Guid commandId, string method, long version)
    {
        lock (_gate)
        {
            AcknowledgedVersion = Math.Max(AcknowledgedVersion, version);
            Acknowledged.Add((commandId, method, version));
        }
    }

    public void KeepMessage(long number)
    {
        lock (_gate) AcknowledgedMessages.Add(number);
    }
}
