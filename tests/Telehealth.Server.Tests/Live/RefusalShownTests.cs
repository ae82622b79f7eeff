using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain.CheckIn;
using Telehealth.Server.Live;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>What a patient read when a visit could not go on stands in the log as a hash that this server can make again.</summary>
public sealed class RefusalShownTests
{
    /// <summary>The same two stand in src/web/screens/join/refusal/words.test.ts: page and server put the words together alike.</summary>
    private const string UnservedInTexas = "f4b65808200746fe0ea6b0e7f6285ec8739ddc10a58466bace5045cd8655bec0";
    private const string BorderAndConsentInUtah = "7ebd7d950b8dbcad8e78bb85562249898646619f997b84143b96a3160df3bbb3";

    [Fact]
    public async Task The_words_that_a_page_showed_are_recorded_with_what_this_server_knows_of_them()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        var refused = await patient.CallAsync("CheckIn", HubClient.CheckInFrom(scene.VisitId, "TX"));
        Assert.Equal("LICENSURE_DENIED", Scene.CodeOf(refused));

        await patient.DoAsync("ReportRefusalShown", Report(scene.VisitId, UnservedInTexas));
        await patient.DoAsync("ReportRefusalShown", Report(scene.VisitId, UnservedInTexas));
        await patient.DoAsync("ReportRefusalShown", Report(scene.VisitId, new string('0', 64)));
        await patient.DoAsync("ReportRefusalShown", Report(scene.VisitId, new string('1', 64), version: "2020-01-01"));

        var records = await RecordsAsync(scene.App, "RefusalShown");
        Assert.Equal(["Matches", "Differs", "Unknown"], records.Select(r => r.After.GetProperty("text").GetString()));
        Assert.Equal((UnservedInTexas, "en", "Refusal"), (records[0].After.GetProperty("textHash").GetString(), records[0].After.GetProperty("language").GetString(), records[0].After.GetProperty("screen").GetString()));
        Assert.Equal((scene.VisitId, scene.Visit.PatientParticipantId), (records[0].Row.VisitId.ToString(), records[0].Row.ParticipantId.ToString()));
        Assert.Equal("STATE_NOT_SERVED", records[0].Reasons[0].GetString());
    }

    [Fact]
    public void Page_and_server_put_the_same_words_together()
    {
        var texts = new ShownTexts();
        Assert.Equal(UnservedInTexas, ShownTexts.HashOf(texts.TextOf(["STATE_NOT_SERVED", "NO_AUTHORITY_IN_STATE"], "en", At("TX"))!));
        Assert.Equal(BorderAndConsentInUtah, ShownTexts.HashOf(texts.TextOf(["GEO_AMBIGUOUS_BORDER", "CONSENT_MISSING"], "es", At("UT"))!));
        Assert.Null(texts.TextOf(["STATE_NOT_SERVED"], "en", null));
    }

    [Theory]
    [InlineData("Refusal", "en", "2026-11-28", "ABCDEF", "STATE_NOT_SERVED")]
    [InlineData("Refusal", "Pat Probe", "2026-11-28", UnservedInTexas, "STATE_NOT_SERVED")]
    [InlineData("Refusal", "en", "Pat Probe", UnservedInTexas, "STATE_NOT_SERVED")]
    [InlineData("Refusal", "en", "2026-11-28", UnservedInTexas, "PAT_PROBE")]
    [InlineData("Elsewhere", "en", "2026-11-28", UnservedInTexas, "STATE_NOT_SERVED")]
    public async Task Nothing_but_codes_and_a_hash_gets_into_the_record(string screen, string language, string textVersion, string textHash, string code)
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        Assert.Equal("INVALID", Scene.CodeOf(await patient.CallAsync("ReportRefusalShown", new { visitId = scene.VisitId, screen, codes = new[] { code }, language, textVersion, textHash })));
        Assert.Empty(await RecordsAsync(scene.App, "RefusalShown"));
    }

    [Fact]
    public async Task One_connection_may_not_fill_the_log()
    {
        await using var scene = await Scene.SetAsync();
        var (patient, _) = await scene.PatientAsync();
        string? code = null;
        for (var i = 0; i < 33; i++) code = Scene.CodeOf(await patient.CallAsync("ReportRefusalShown", Report(scene.VisitId, i.ToString("x64", System.Globalization.CultureInfo.InvariantCulture))));
        Assert.Equal("RATE_LIMITED", code);
        Assert.Equal(32, (await RecordsAsync(scene.App, "RefusalShown")).Count);
    }

    private static object Report(string visitId, string textHash, string? version = null) => new
    {
        visitId, screen = "Refusal", codes = new[] { "STATE_NOT_SERVED", "NO_AUTHORITY_IN_STATE" }, language = "en", textVersion = version ?? new ShownTexts().Version, textHash,
    };

    private static LocationAttestation At(string state) => new(1, "US", state, default, default, false);

    private static async Task<List<(RecordRow Row, JsonElement After, JsonElement Reasons)>> RecordsAsync(TelehealthApp app, string code)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        var rows = await db.Records.AsNoTracking().Where(r => r.Code == code).OrderBy(r => r.Id).ToListAsync();
        return [.. rows.Select(r => (r, JsonDocument.Parse(r.Bytes).RootElement)).Select(r => (r.r, r.RootElement.GetProperty("after"), r.RootElement.GetProperty("reasons")))];
    }
}
