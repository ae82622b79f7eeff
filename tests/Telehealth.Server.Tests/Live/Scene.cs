using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>A clinic with one clinician licensed in Utah, and one visit now; people connect as the test asks.</summary>
internal sealed class Scene : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> open = [];
    private readonly List<IDisposable> clients = [];

    private Scene(TelehealthApp app) => App = app;

    public TelehealthApp App { get; }
    public ClinicClient Clinician { get; private set; } = null!;
    public string ClinicianId { get; private set; } = "";
    public ScheduledVisit Visit { get; private set; } = null!;
    public string VisitId => Visit.Id;

    public static async Task<Scene> SetAsync(IReadOnlyDictionary<string, string>? settings = null, FakeTimeProvider? clock = null)
    {
        var scene = new Scene(await TelehealthApp.StartAsync(settings, clock));
        (scene.Clinician, scene.ClinicianId) = await scene.App.ClinicianAsync("UT");
        scene.Visit = await scene.App.VisitAsync(scene.ClinicianId);
        return scene;
    }

    public async Task<HubClient> ConnectAsync(ClinicClient client)
    {
        var hub = await HubClient.ConnectAsync(client);
        open.Add(hub);
        return hub;
    }

    public async Task<(HubClient Hub, ClinicClient Client)> PatientAsync(ScheduledVisit? visit = null)
    {
        var client = await App.JoinAsync(visit ?? Visit);
        clients.Add(client);
        return (await ConnectAsync(client), client);
    }

    public async Task<HubClient> ClinicianAsync() => await ConnectAsync(Clinician);

    /// <summary>Patient and clinician, both joined, the patient waiting.</summary>
    public async Task<(HubClient Patient, HubClient Clinician)> WaitingAsync()
    {
        var (patient, _) = await PatientAsync();
        var clinician = await ClinicianAsync();
        await patient.DoAsync("JoinVisit", new { visitId = VisitId });
        await clinician.DoAsync("JoinVisit", new { visitId = VisitId });
        await patient.CheckInAsync(VisitId);
        return (patient, clinician);
    }

    /// <summary>Both in the room.</summary>
    public async Task<(HubClient Patient, HubClient Clinician)> InProgressAsync()
    {
        var (patient, clinician) = await WaitingAsync();
        await clinician.DoAsync("AdmitPatient", Command());
        await patient.DoAsync("GetRoomGrant", new { visitId = VisitId });
        return (patient, clinician);
    }

    public object Command() => new { visitId = VisitId, commandId = Guid.NewGuid() };

    public static string? CodeOf(JsonElement answer) => answer.TryGetProperty("refusal", out var refusal) ? refusal.GetProperty("code").GetString() : null;

    /// <summary>The first message of this name that fits.</summary>
    public static async Task<JsonElement> HeardAsync(HubClient hub, string name, Func<JsonElement, bool>? fits = null, int seconds = 15)
    {
        JsonElement found = default;
        await Poll.UntilAsync(
            () =>
            {
                found = hub.Heard.Where(h => h.Name == name).Select(h => h.Message).FirstOrDefault(m => fits?.Invoke(m) ?? true);
                return Task.FromResult(found.ValueKind is not JsonValueKind.Undefined);
            },
            name, seconds);
        return found;
    }

    public static bool Has(JsonElement changed, string type) => changed.GetProperty("events").EnumerateArray().Any(e => e.GetProperty("type").GetString() == type);

    public async ValueTask DisposeAsync()
    {
        foreach (var hub in open) await hub.DisposeAsync();
        foreach (var client in clients) client.Dispose();
        Clinician.Dispose();
        await App.DisposeAsync();
    }
}
