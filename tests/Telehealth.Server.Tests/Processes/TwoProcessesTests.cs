using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Processes;

/// <summary>Two server processes on one PostgreSQL, with no backplane between them: one truth all the same.</summary>
public sealed class TwoProcessesTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    private const int Visits = 168;
    private const int RoundsEach = 3;

    [Fact]
    public async Task Three_simultaneous_changes_of_one_visit_through_two_processes_lose_nothing()
    {
        var settings = Clinic.Settings(database.ConnectionString);
        await using var first = await ServerProcess.StartAsync(settings);
        await using var second = await ServerProcess.StartAsync(settings);
        using var here = await Clinic.AdminAsync(first.Address);
        using var there = await Clinic.AdminAsync(second.Address);
        var clinician = await here.AddClinicianAsync("ada@clinic.test", Clinic.Password, ["UT"]);
        var visits = new List<ScheduledVisit>();
        for (var i = 0; i < Visits; i++) visits.Add(await here.ScheduleAsync(clinician, DateTimeOffset.UtcNow.AddHours(i)));

        foreach (var some in visits.Chunk(12)) await Task.WhenAll(some.Select(v => InviteAsync(v, here, there)));

        foreach (var visit in visits) await AssertNothingLostAsync(there, visit);
    }

    [Fact]
    public async Task A_change_made_through_one_process_reaches_a_socket_of_the_other()
    {
        var settings = Clinic.Settings(database.ConnectionString);
        await using var first = await ServerProcess.StartAsync(settings);
        await using var second = await ServerProcess.StartAsync(settings);
        using var here = await Clinic.AdminAsync(first.Address);
        var clinician = await here.AddClinicianAsync("ben@clinic.test", Clinic.Password, ["UT"]);
        var visit = await here.ScheduleAsync(clinician);
        using var patient = await ClinicClient.JoinedAsync(second.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var hub = await HubClient.ConnectAsync(patient);
        var joined = (await hub.DoAsync("JoinVisit", new { visitId = visit.Id })).GetProperty("version").GetInt64();

        var changed = await here.PostAsync($"/api/visits/{visit.Id}/open", new { commandId = Guid.NewGuid() });

        var version = changed.GetProperty("version").GetInt64();
        Assert.True(version > joined);
        await Poll.UntilAsync(() => Task.FromResult(hub.Heard.Any(h => h.Name == "Resync" || (h.Name == "VisitChanged" && h.Message.GetProperty("version").GetInt64() >= version))), "the other process tells");
    }

    [Fact]
    public async Task Each_process_records_who_it_told_of_an_alert_and_the_acknowledgement_is_recorded()
    {
        var settings = Clinic.Settings(database.ConnectionString);
        await using var first = await ServerProcess.StartAsync(settings);
        await using var second = await ServerProcess.StartAsync(settings);
        using var here = await Clinic.AdminAsync(first.Address);
        using var there = await Clinic.AdminAsync(second.Address);
        var clinician = await here.AddClinicianAsync("cleo@clinic.test", Clinic.Password, ["UT"]);
        var visit = await here.ScheduleAsync(clinician);
        using var patient = await ClinicClient.JoinedAsync(first.Address, visit.LinkToken, ScheduledVisit.BirthDate);
        await using var patientHub = await HubClient.ConnectAsync(patient);
        await using var staffHub = await HubClient.ConnectAsync(there);
        await patientHub.DoAsync("JoinVisit", new { visitId = visit.Id });
        await staffHub.DoAsync("JoinVisit", new { visitId = visit.Id });

        await patientHub.DoAsync("RaiseSafetyConcern", new { visitId = visit.Id, commandId = Guid.NewGuid() });
        await Poll.UntilAsync(async () => (await RecordsAsync(here, "AlertTold", visit.Id)).Count == 2, "both processes tell of it");
        var concern = (await staffHub.DoAsync("JoinVisit", new { visitId = visit.Id })).GetProperty("view").GetProperty("safety").GetProperty("concernId").GetString();
        await staffHub.DoAsync("AcknowledgeSafetyConcern", new { visitId = visit.Id, commandId = Guid.NewGuid(), concernId = concern });

        var told = (await RecordsAsync(here, "AlertTold", visit.Id)).Select(r => r.GetProperty("after")).ToList();
        Assert.All(told, t => Assert.Equal("SAFETY_CONCERN", t.GetProperty("alert").GetString()));
        Assert.Equal(2, told.Select(t => t.GetProperty("node").GetString()).Distinct().Count());
        Assert.Equal([0, 1], told.Select(t => t.GetProperty("toldCount").GetInt32()).Order());
        var who = (await there.GetAsync("/api/session")).GetProperty("staff").GetProperty("staffId").GetString();
        Assert.Equal(who, Assert.Single(told.SelectMany(t => t.GetProperty("told").EnumerateArray())).GetString());
        var acknowledged = Assert.Single(await RecordsAsync(here, "SafetyConcernAcknowledged", visit.Id));
        Assert.Equal((who, concern), (acknowledged.GetProperty("after").GetProperty("by").GetString(), acknowledged.GetProperty("after").GetProperty("concernId").GetString()));
    }

    private static async Task<List<System.Text.Json.JsonElement>> RecordsAsync(ClinicClient admin, string code, string visit) =>
        [.. (await admin.GetAsync($"/api/audit/records?code={code}&visitId={visit}")).GetProperty("items").EnumerateArray()];

    [Fact]
    public async Task A_statement_is_no_line_of_the_log()
    {
        await using var server = await ServerProcess.StartAsync(Clinic.Settings(database.ConnectionString));
        using var admin = await Clinic.AdminAsync(server.Address);
        Assert.Contains("Storage is ready", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("SELECT", server.Output, StringComparison.Ordinal);
    }

    private static async Task InviteAsync(ScheduledVisit visit, ClinicClient here, ClinicClient there)
    {
        for (var round = 0; round < RoundsEach; round++)
        {
            await Task.WhenAll(Invite(here, visit), Invite(there, visit), Invite(here, visit));
        }
    }

    private static Task Invite(ClinicClient client, ScheduledVisit visit) =>
        client.PostAsync($"/api/visits/{visit.Id}/participants", new { role = "SupportPerson", name = "Someone", commandId = Guid.NewGuid() });

    private static async Task AssertNothingLostAsync(ClinicClient admin, ScheduledVisit visit)
    {
        var detail = await admin.GetAsync($"/api/visits/{visit.Id}");
        var guests = detail.GetProperty("participants").EnumerateArray().Count(p => p.GetProperty("role").GetString() == "SupportPerson");
        Assert.Equal(3 * RoundsEach, guests);
        Assert.Equal(visit.Version + (3 * RoundsEach), detail.GetProperty("version").GetInt64());
        var chain = (await admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline")).GetProperty("chain");
        Assert.True(chain.GetProperty("intact").GetBoolean(), chain.ToString());
    }
}
