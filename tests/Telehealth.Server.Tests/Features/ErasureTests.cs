using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Domain;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Live;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>Erasing a patient: two people, nothing personal left anywhere, every record and its proof as before.</summary>
public sealed class ErasureTests
{
    private const string Given = "Qzgiven", Family = "Qzfamily", Phone = "+1 801 555 9231", Email = "qzmail@marks.test", Landmark = "Qzlandmark", Contact = "Qzcontact", Chat = "Qzchat", Note = "Qznote";
    private static readonly string[] Marks = [Given, Family, Phone, Email, "1931-07-13", Landmark, Contact, Chat, Note, "Qzline", "Qzother"];

    [Fact]
    public async Task After_two_people_agreed_nothing_personal_is_left_in_any_table_and_every_record_stands()
    {
        await using var scene = await Scene.SetAsync();
        var (visit, patientId) = await SeenAsync(scene);
        Assert.All(Marks.Except([Contact, Landmark, Note, "Qzline", "Qzother"]), m => Assert.NotEmpty(EveryCell.Holding(EveryCell.ReadAsync(scene.App).Result, m)));
        var before = await RecordsAsync(scene.App, visit.Id);
        using var asks = await scene.App.StaffAsync("Admin");
        using var confirms = await scene.App.StaffAsync("Admin");

        await asks.PostAsync($"/api/patients/{patientId}/erasure", new { basis = "PatientAsked" });
        await RefusedAsync(asks, $"/api/patients/{patientId}/erasure/confirm", "SECOND_PERSON_NEEDED");
        await confirms.PostAsync($"/api/patients/{patientId}/erasure/confirm", null);
        await Poll.UntilAsync(async () => (await RecordsAsync(scene.App, visit.Id)).Any(r => r.Code == "PersonalDetailsErased"), "the visit forgets", 30);

        var cells = await EveryCell.ReadAsync(scene.App);
        Assert.All(Marks, m => Assert.Empty(EveryCell.Holding(cells, m)));
        var after = await RecordsAsync(scene.App, visit.Id);
        Assert.Equal(before, after.Take(before.Count));
        using var admin = await scene.App.AdminAsync();
        var timeline = await admin.GetAsync($"/api/audit/visits/{visit.Id}/timeline");
        Assert.True(timeline.GetProperty("chain").GetProperty("intact").GetBoolean());
        Assert.NotNull(timeline.GetProperty("patientErasedAt").GetString());
        var attested = timeline.GetProperty("items").EnumerateArray().First(i => i.GetProperty("code").GetString() == "LocationAttested").GetProperty("id").GetInt64();
        Assert.Equal("Erased", (await admin.GetAsync($"/api/audit/records/{attested}/detail")).GetProperty("state").GetString());
        Assert.Equal("Erased patient", timeline.GetProperty("visit").GetProperty("patient").GetProperty("name").GetString());
        using var stranger = scene.App.Stranger();
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SendAsync("/api/join", new { linkToken = visit.LinkToken, birthDate = "1931-07-13" })).StatusCode);
        var codes = await CodesAsync(admin, patientId);
        Assert.All(new[] { "PatientErasureRequested", "PatientErasureRefused", "PatientErased" }, c => Assert.Contains(c, codes));
    }

    [Fact]
    public async Task A_hold_an_open_visit_a_late_or_a_missing_confirmation_keep_the_patient()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var app = await TelehealthApp.StartAsync(clock: clock);
        var (_, clinician) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(clinician);
        using var admin = await app.AdminAsync();
        using var other = await app.StaffAsync("Admin");
        var patient = (await admin.GetAsync($"/api/visits/{visit.Id}")).GetProperty("patient").GetProperty("patientId").GetString()!;
        var erasure = $"/api/patients/{patient}/erasure";

        await RefusedAsync(admin, erasure, "VISITS_OPEN", new { basis = "PatientAsked" });
        await admin.PostAsync($"/api/visits/{visit.Id}/cancel", new { reason = "Other" });
        var hold = (await admin.PostAsync($"/api/patients/{patient}/holds", new { reason = "a letter from a court" })).GetProperty("id").GetString();
        await RefusedAsync(admin, erasure, "LEGAL_HOLD", new { basis = "PatientAsked" });
        Assert.Equal("LEGAL_HOLD", (await admin.GetAsync(erasure)).GetProperty("obstacle").GetString());
        await admin.PostAsync($"/api/patients/{patient}/holds/{hold}/lift", new { reason = "it is over" });

        await RefusedAsync(other, $"{erasure}/confirm", "NOT_FOUND");
        await admin.PostAsync(erasure, new { basis = "CourtOrder" });
        clock.AdjustTime(clock.GetUtcNow().AddHours(73));
        using var again = await ClinicClient.SignedInAsync(app.Address, TelehealthApp.AdminEmail, TelehealthApp.Password);
        using var later = await app.StaffAsync("Admin");
        await RefusedAsync(later, $"{erasure}/confirm", "TOO_LATE");
        await again.PostAsync(erasure, new { basis = "CourtOrder" });
        await later.PostAsync($"{erasure}/withdraw", null);
        await RefusedAsync(later, $"{erasure}/confirm", "TOO_LATE");

        Assert.Equal("Pat", (await later.GetAsync($"/api/patients/{patient}")).GetProperty("givenName").GetString());
        var codes = await CodesAsync(later, patient);
        Assert.All(new[] { "LegalHoldPlaced", "LegalHoldLifted", "PatientErasureRefused", "PatientErasureWithdrawn" }, c => Assert.Contains(c, codes));
        Assert.DoesNotContain("PatientErased", codes);
    }

    [Fact]
    public async Task An_account_of_disclosures_leaves_out_what_an_authority_has_suspended_and_goes_with_the_patient()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        using var other = await app.StaffAsync("Admin");
        var patient = (await admin.PostAsync("/api/patients", new { givenName = "Pat", familyName = "Probe" })).GetProperty("id").GetString()!;
        var path = $"/api/patients/{patient}/disclosures";
        await admin.PostAsync(path, new { recipient = "Qzhealth department", what = "dates of visits", purpose = "public health", recipientAddress = "1 Qzstreet" });
        await admin.PostAsync(path, new { recipient = "Qzpolice", what = "whether a visit took place", purpose = "investigation", suspendedUntil = DateTimeOffset.UtcNow.AddDays(30) });

        Assert.Equal(["Qzhealth department"], (await admin.GetAsync(path)).GetProperty("items").EnumerateArray().Select(d => d.GetProperty("recipient").GetString()!));
        Assert.Equal(2, (await admin.GetAsync(path + "?withSuspended=true")).GetProperty("items").GetArrayLength());
        Assert.All(new[] { "Qzhealth", "Qzpolice", "Qzstreet" }, m => Assert.Empty(EveryCell.Holding(EveryCell.ReadAsync(app).Result, m)));
        await RefusedAsync(admin, path, "INVALID", new { recipient = "x", what = "x", purpose = "x", disclosedAt = DateTimeOffset.UtcNow.AddDays(1) });

        await admin.PostAsync($"/api/patients/{patient}/erasure", new { basis = "PatientAsked" });
        await other.PostAsync($"/api/patients/{patient}/erasure/confirm", null);
        var erased = (await admin.GetAsync(path)).GetProperty("items").EnumerateArray().Single();
        Assert.False(erased.TryGetProperty("recipient", out _));
        Assert.NotNull(erased.GetProperty("erasedAt").GetString());
    }

    private static async Task<(ScheduledVisit Visit, string PatientId)> SeenAsync(Scene scene)
    {
        using var admin = await scene.App.AdminAsync();
        var answer = await admin.PostAsync("/api/visits", new
        {
            patient = new { givenName = Given, familyName = Family, phone = Phone, email = Email, birthDate = "1931-07-13" }, clinicianId = scene.ClinicianId,
            startsAt = DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp",
        });
        var visit = ScheduledVisit.Read(answer);
        using var patient = await ClinicClient.JoinedAsync(scene.App.Address, visit.LinkToken, "1931-07-13");
        var (theirs, ours) = (await scene.ConnectAsync(patient), await scene.ClinicianAsync());
        await theirs.DoAsync("JoinVisit", new { visitId = visit.Id });
        await ours.DoAsync("JoinVisit", new { visitId = visit.Id });
        await theirs.DoAsync("CheckIn", new
        {
            visitId = visit.Id, commandId = Guid.NewGuid(), location = new { country = "US", state = "UT", address = new { line = "1 Qzline", city = "Provo", postalCode = "84601" }, landmark = Landmark },
            consent = new { version = "current", language = "en", accepted = true }, callbackPhone = Phone, emergencyContact = new { name = Contact, phone = Phone, relationship = "sister" },
            othersPresent = new[] { new { name = "Qzother", relationship = "friend" } }, privateSpace = true, device = new { camera = "ok", microphone = "ok", speaker = "ok" },
        });
        await theirs.DoAsync("SendMessage", new { visitId = visit.Id, text = $"hello {Chat}", clientMessageId = Guid.NewGuid() });
        await ours.DoAsync("AdmitPatient", new { visitId = visit.Id, commandId = Guid.NewGuid() });
        await ours.DoAsync("EndVisit", new { visitId = visit.Id, commandId = Guid.NewGuid(), disposition = "Completed", note = Note });
        return (visit, answer.GetProperty("patientId").GetString()!);
    }

    private static async Task<List<(string Code, string Hash)>> RecordsAsync(TelehealthApp app, string visit)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        var stream = $"visit:{visit}";
        var rows = await db.Records.AsNoTracking().Where(r => r.Stream == stream).OrderBy(r => r.Seq).Select(r => new { r.Code, r.Hash }).ToListAsync();
        return [.. rows.Select(r => (r.Code, r.Hash))];
    }

    private static async Task<List<string?>> CodesAsync(ClinicClient admin, string patient) =>
        [.. (await admin.GetAsync($"/api/audit/records?patientId={patient}&limit=200")).GetProperty("items").EnumerateArray().Select(r => r.GetProperty("code").GetString())];

    private static async Task RefusedAsync(ClinicClient client, string path, string code, object? body = null)
    {
        using var response = await client.SendAsync(path, body);
        Assert.Equal(code, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }
}
