using System.Globalization;
using System.Security.Cryptography;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Load;
using Telehealth.Tests.Shared;

namespace Telehealth.Benchmarks.Setup;

/// <summary>One clinician, one patient who waits, or one visit that has begun: each by the calls that the pages make.</summary>
/// <param name="run">Keeps the mail addresses of two preparations apart.</param>
internal sealed class Arrivals(ClinicClient admin, string run)
{
    private static readonly string[] States = ["UT"];

    /// <summary>Late enough that no rule of time closes a waiting visit during the run; early enough that the waiting room is open.</summary>
    private static readonly TimeSpan StartsIn = TimeSpan.FromMinutes(25);

    public Task<string> ClinicianAsync(int number) => admin.AddClinicianAsync(Mail("line", number), Password(), States);

    public async Task<Seat> WaitingAsync(string clinicianId)
    {
        var visit = await admin.ScheduleAsync(clinicianId, DateTimeOffset.UtcNow + StartsIn);
        using var patient = await ClinicClient.JoinedAsync(admin.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var hub = await HubClient.ConnectAsync(patient);
        await ArriveAsync(hub, visit.Id);
        return new Seat(visit.Id, patient.AccessToken);
    }

    public async Task<PairSeat> PairAsync(int number)
    {
        var (email, password) = (Mail("pair", number), Password());
        var clinicianId = await admin.AddClinicianAsync(email, password, States);
        var visit = await admin.ScheduleAsync(clinicianId, DateTimeOffset.UtcNow + StartsIn);
        using var patient = await ClinicClient.JoinedAsync(admin.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        using var clinician = await ClinicClient.SignedInAsync(admin.Address, email, password);
        await using var theirs = await HubClient.ConnectAsync(patient);
        await using var ours = await HubClient.ConnectAsync(clinician);
        await ArriveAsync(theirs, visit.Id);
        await AdmitAsync(ours, visit.Id);
        return new PairSeat(new Seat(visit.Id, clinician.AccessToken, email, password), new Seat(visit.Id, patient.AccessToken));
    }

    private static async Task ArriveAsync(HubClient patient, string visitId)
    {
        await patient.DoAsync("JoinVisit", new { visitId });
        await patient.CheckInAsync(visitId);
    }

    private static async Task AdmitAsync(HubClient clinician, string visitId)
    {
        await clinician.DoAsync("JoinVisit", new { visitId });
        var admitted = await clinician.DoAsync("AdmitPatient", new { visitId, commandId = Guid.NewGuid(), anyway = true });
        for (var tries = 0; tries < 50; tries++)
        {
            if (HubCalls.PhaseOf(await clinician.DoAsync("JoinVisit", new { visitId })) == "InProgress") return;
            await Task.Delay(100);
        }

        throw new BenchFault($"after AdmitPatient the visit is not InProgress: {admitted.GetRawText()}");
    }

    private string Mail(string kind, int number) => $"{kind}{number.ToString(CultureInfo.InvariantCulture)}.{run}@bench.example";

    private static string Password() => $"Bench-{Convert.ToHexString(RandomNumberGenerator.GetBytes(12))}-z";
}
