using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>People keep their names, whatever script they are written in, wherever they are shown.</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("محمد", "العلي", "العلي")]
    [InlineData("שָׂרָה", "כהן־לוי", "כהן")]
    [InlineData("さくら", "田中", "田中")]
    [InlineData("Иван", "Петров", "петров")]
    [InlineData("Zoë", "Müller-Łukasiewicz", "łukasiewicz")]
    [InlineData("e\u0301lise", "N\u0303a\u0301n\u0303ez", "lise")]
    [InlineData("🌸", "👩‍👩‍👧 O'Brien <b>", "o'brien")]
    public async Task A_name_is_the_same_in_REST_on_the_board_in_the_visit_and_in_chat(string given, string family, string search)
    {
        await using var app = await TelehealthApp.StartAsync();
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var visit = ScheduledVisit.Read(await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = given, familyName = family, birthDate = ScheduledVisit.BirthDate }, clinicianId = id, startsAt = DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp",
        }));
        var name = $"{given} {family}";
        var detail = await admin.GetAsync($"/api/visits/{visit.Id}");
        Assert.Equal(name, detail.GetProperty("patient").GetProperty("name").GetString());
        var found = Assert.Single((await admin.GetAsync($"/api/patients?query={Uri.EscapeDataString(search)}")).GetProperty("items").EnumerateArray());
        Assert.Equal((given, family), (found.GetProperty("givenName").GetString(), found.GetProperty("familyName").GetString()));

        using var patient = await app.JoinAsync(visit);
        await using var theirs = await HubClient.ConnectAsync(patient);
        await using var ours = await HubClient.ConnectAsync(clinician);
        await theirs.DoAsync("JoinVisit", new { visitId = visit.Id });
        await theirs.CheckInAsync(visit.Id);
        var board = await ours.DoAsync("WatchBoard", new { });
        Assert.Equal(name, Assert.Single(board.GetProperty("board").GetProperty("rows").EnumerateArray()).GetProperty("patient").GetProperty("name").GetString());
        var view = (await ours.DoAsync("JoinVisit", new { visitId = visit.Id })).GetProperty("view");
        Assert.Equal(name, view.GetProperty("patient").GetProperty("name").GetString());

        var invited = await clinician.PostAsync($"/api/visits/{visit.Id}/participants", new { role = "Interpreter", name });
        var listed = (await clinician.GetAsync($"/api/visits/{visit.Id}")).GetProperty("participants").EnumerateArray();
        Assert.Equal(name, listed.Single(p => p.GetProperty("participantId").GetString() == invited.GetProperty("participantId").GetString()).GetProperty("name").GetString());

        await ours.DoAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid(), anyway = true });
        await theirs.DoAsync("SendMessage", new { visitId = visit.Id, text = name, clientMessageId = Guid.NewGuid() });
        var message = Assert.Single((await ours.DoAsync("GetMessages", new { visitId = visit.Id })).GetProperty("messages").EnumerateArray());
        Assert.Equal(name, message.GetProperty("text").GetString());
        clinician.Dispose();
    }
}
