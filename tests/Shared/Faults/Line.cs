namespace Telehealth.Tests.Shared.Faults;

/// <summary>A clinician on the hub.</summary>
internal sealed record Clinician(string Id, HubClient Hub);

/// <summary>A clinician who sees one patient after the other, and the colleague who takes some of them over.</summary>
internal sealed record Line(Clinician Own, Clinician Colleague) : IAsyncDisposable
{
    private static readonly string[] States = ["UT"];

    public static async Task<Line> StartAsync(ClinicClient admin, string password, int number) =>
        new(await ClinicianAsync(admin, password, $"line{number}"), await ClinicianAsync(admin, password, $"colleague{number}"));

    public async ValueTask DisposeAsync()
    {
        await Own.Hub.DisposeAsync();
        await Colleague.Hub.DisposeAsync();
    }

    private static async Task<Clinician> ClinicianAsync(ClinicClient admin, string password, string name)
    {
        var email = $"{name}@faults.example";
        var id = await admin.AddClinicianAsync(email, password, States);
        using var client = await ClinicClient.SignedInAsync(admin.Address, email, password);
        return new(id, await HubClient.ConnectAsync(client));
    }
}
