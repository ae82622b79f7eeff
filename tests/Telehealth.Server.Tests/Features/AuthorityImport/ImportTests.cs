using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features.AuthorityImport;

/// <summary>A file of authorities, as an admin brings it: looked at first, then written whole or not at all.</summary>
public sealed class ImportTests
{
    private const string Header = "clinician,kind,profession,jurisdictions,number,issuer,effectiveOn,expiresOn,boardStatus,verifiedOn,source,Remark\n";
    private const string Conditions = "clinician,kind,profession,jurisdictions,number,issuer,effectiveOn,expiresOn,boardStatus,verifiedOn,source,"
        + "path,dependsOn,requiresClinicianIn,telehealthOnly,scope,limitUnit,limitMax,limitWindow,limitDays,eventOn\n";

    private const string Nursys = "JurisdictionAbbreviation,LicenseType,LicenseNumber,LicenseStatus,LicenseExpirationDate,LicenseOriginalDate,CompactStatus,FirstName,LastName\n";
    private const string Fsmb = "reportDate,licenseType,issuerName,issuerDescription,status,licenseNumber,issueDate,expirationDate,clinician\n";

    [Fact]
    public async Task A_dry_run_tells_each_row_and_writes_nothing()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var answer = await ImportAsync(admin, Header
            + Row("ada@clinic.test", "NV", "NV-1")
            + $"{ada},FullLicense,APRN,UT,UT-1001,UT Board,2020-01-01,2100-12-31,Active,{Today},primary source,renewed\n"
            + $"ADA@clinic.test,FullLicense,APRN,UT,UT-1001,UT Board,2020-01-01,2099-12-31,Active,{Today},primary source,again\n"
            + Row("nobody@clinic.test", "NV", "NV-2") + Row("ada@clinic.test", "Nevada", "NV-3") + Row("ada@clinic.test", "NV", "=NV-4"), "");

        Assert.Equal("Telehealth", answer.GetProperty("layout").GetString());
        Assert.Equal(["Remark"], answer.GetProperty("unknownColumns").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal(["Added", "Superseded", "Error", "Error", "Error", "Error"], Rows(answer).Select(r => r.GetProperty("outcome").GetString()!));
        Assert.Equal(["RepeatedInFile", "ClinicianUnknown", "StateInvalid", "Formula"], Rows(answer).Skip(2).Select(r => r.GetProperty("error").GetProperty("code").GetString()!));
        Assert.Equal([2, 3, 4, 5, 6, 7], Rows(answer).Select(r => r.GetProperty("line").GetInt32()));
        Assert.False(answer.GetProperty("written").GetBoolean());
        Assert.Single(await AuthoritiesAsync(admin, ada));
        Assert.Equal(1, await LicensureReportTests.RecordsAsync(admin, "AuthorityImportLookedAt"));
    }

    [Fact]
    public async Task A_file_is_written_whole_with_its_records_and_the_same_file_changes_nothing_again()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, []);
        var file = "\uFEFF" + Header + Row("ada@clinic.test", "NV", "NV-1") + Row("ada@clinic.test", "UT ID", "UT-1");

        var answer = await ImportAsync(admin, file, "?dryRun=false");
        Assert.True(answer.GetProperty("written").GetBoolean());
        Assert.All(Rows(answer), r => Assert.True(Guid.TryParse(r.GetProperty("authorityId").GetString(), out _)));
        Assert.Equal(["ID", "NV", "UT"], (await AuthoritiesAsync(admin, ada)).SelectMany(a => a.GetProperty("jurisdictions").EnumerateArray()).Select(s => s.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(2, await LicensureReportTests.RecordsAsync(admin, "AuthorityAdded"));

        var again = await ImportAsync(admin, file, "?dryRun=false");
        Assert.Equal(2, again.GetProperty("unchanged").GetInt32());
        Assert.Equal(2, (await AuthoritiesAsync(admin, ada)).Count);
        Assert.Equal(2, await LicensureReportTests.RecordsAsync(admin, "AuthoritiesImported"));
    }

    [Fact]
    public async Task While_a_row_is_wrong_nothing_is_written_unless_such_rows_are_left_out()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, []);
        var file = Header + Row("ada@clinic.test", "NV", "NV-1") + Row("ada@clinic.test", "NV", "NV-2", expiresOn: "2019-01-01");

        Assert.False((await ImportAsync(admin, file, "?dryRun=false")).GetProperty("written").GetBoolean());
        Assert.Empty(await AuthoritiesAsync(admin, ada));
        Assert.True((await ImportAsync(admin, file, "?dryRun=false&leaveOutErrors=true")).GetProperty("written").GetBoolean());
        Assert.Single(await AuthoritiesAsync(admin, ada));
    }

    [Fact]
    public async Task A_Nursys_file_takes_the_place_of_what_the_clinic_wrote_down_and_never_goes_by_names()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var answer = await ImportAsync(admin, Nursys
            + "UT,CNP,UT-1001,SUSPENDED,12/31/2027,2015-06-01T00:00:00,Single State,Ada,Test\n"
            + "NV,CNP,NV-77,UNENCUMBERED,2027-12-31,2015-06-01,Single State,Ada,Test\n"
            + "ID,CNP,ID-1,CONTACT THE BOARD,2027-12-31,2015-06-01,,Ada,Test\n"
            + "ID,PN,ID-2,UNENCUMBERED,2027-12-31,2015-06-01,,Ada,Test\n", $"?dryRun=false&leaveOutErrors=true&fileDay={Today}");

        Assert.Equal("NursysENotify", answer.GetProperty("layout").GetString());
        Assert.Equal(["FirstName", "LastName"], answer.GetProperty("unknownColumns").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal(["Superseded", "Error", "Error", "Error"], Rows(answer).Select(r => r.GetProperty("outcome").GetString()!));
        Assert.Equal(["LicenseUnknown", "StatusUnknown", "ProfessionUnknown"], Rows(answer).Skip(1).Select(r => r.GetProperty("error").GetProperty("code").GetString()!));
        var now = (await AuthoritiesAsync(admin, ada)).Single(a => a.GetProperty("status").GetString() != "Superseded");
        Assert.Equal(("Suspended", "UT Board", "2027-12-31", "2015-06-01"), (now.GetProperty("boardStatus").GetString(), now.GetProperty("issuer").GetString(), now.GetProperty("expiresOn").GetString(), now.GetProperty("effectiveOn").GetString()));
    }

    [Fact]
    public async Task A_Nursys_file_needs_the_day_it_was_made_and_never_undoes_a_later_check()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var file = Nursys + "UT,CNP,UT-1001,EXPIRED,2020-12-31,2015-06-01,,Ada,Test\n";
        Assert.Contains("on which day", await RefusedAsync(admin, file, ""), StringComparison.Ordinal);
        var old = await ImportAsync(admin, file, "?fileDay=2021-01-05");
        Assert.Equal("OlderThanRecord", Assert.Single(Rows(old)).GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_FSMB_file_is_read_by_its_own_names()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var max = await admin.AddClinicianAsync("max@clinic.test", TelehealthApp.Password, [], "MD");
        var answer = await ImportAsync(admin, Fsmb
            + $"{Today},MD,UT,Utah Physicians Licensing Board,Active,MD-9,2018-01-01,2027-01-31,max@clinic.test\n"
            + $"{Today},MD,AZMD,Arizona Medical Board,Active,MD-10,2018-01-01,2027-01-31,max@clinic.test\n", "?dryRun=false&leaveOutErrors=true");
        Assert.Equal("Fsmb", answer.GetProperty("layout").GetString());
        Assert.Equal(["Added", "Error"], Rows(answer).Select(r => r.GetProperty("outcome").GetString()!));
        Assert.Equal("Utah Physicians Licensing Board", Assert.Single(await AuthoritiesAsync(admin, max)).GetProperty("issuer").GetString());
    }

    [Theory]
    [InlineData("who,what\na,b\n", "authority-import")]
    [InlineData("", "empty")]
    [InlineData("clinician,clinician\na,b\n", "same name")]
    public async Task A_file_that_is_not_known_is_refused_in_words(string file, string said)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        Assert.Contains(said, await RefusedAsync(admin, file, ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_may_be_larger_than_other_requests_but_not_without_end()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, []);
        var rows = string.Concat(Enumerable.Range(0, 1_000).Select(i => Row("ada@clinic.test", "NV", $"NV-{i}")));
        Assert.Equal(1_000, (await ImportAsync(admin, Header + rows, "")).GetProperty("added").GetInt32());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await SendAsync(admin, Header + new string('x', 600 * 1024), "")).StatusCode);
    }

    [Fact]
    public async Task A_row_says_what_binds_an_authority_and_what_it_does_not_say_stays()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var first = await ImportAsync(admin, Conditions
            + $"ada@clinic.test,LimitedPermit,APRN,ID,P-1,Idaho Board,2024-01-01,2099-12-31,Active,{Today},primary source,ID-permit,UT-1001,UT;NV,yes,Established,Day,30,SinceEvent,90,2026-01-15\n", "?dryRun=false");
        Assert.True(first.GetProperty("written").GetBoolean(), first.ToString());
        Assert.Empty(first.GetProperty("unknownColumns").EnumerateArray());
        var home = (await AuthoritiesAsync(admin, ada)).Single(a => a.GetProperty("number").GetString() == "UT-1001").GetProperty("id").GetString();
        var permit = (await AuthoritiesAsync(admin, ada)).Single(a => a.GetProperty("number").GetString() == "P-1");
        Assert.Equal("ID-permit", permit.GetProperty("path").GetString());
        Assert.Equal(home, permit.GetProperty("dependsOn").GetString());
        Assert.Equal(["UT", "NV"], permit.GetProperty("requiresClinicianIn").EnumerateArray().Select(s => s.GetString()!));
        Assert.True(permit.GetProperty("telehealthOnly").GetBoolean());
        Assert.Equal("Established", permit.GetProperty("scope").GetString());
        Assert.Equal("Day 30 SinceEvent 90", string.Join(' ', new[] { "unit", "max", "window", "days" }.Select(m => permit.GetProperty("limit").GetProperty(m).ToString())));
        Assert.Equal("2026-01-15", permit.GetProperty("eventOn").GetString());

        var plain = await ImportAsync(admin, Header + $"ada@clinic.test,LimitedPermit,APRN,ID,P-1,Idaho Board,2024-01-01,2098-12-31,Active,{Today},primary source,\n", "?dryRun=false");
        Assert.Equal(1, plain.GetProperty("superseded").GetInt32());
        var renewed = (await AuthoritiesAsync(admin, ada)).Single(a => a.GetProperty("expiresOn").GetString() == "2098-12-31");
        Assert.Equal((30, home), (renewed.GetProperty("limit").GetProperty("max").GetInt32(), renewed.GetProperty("dependsOn").GetString()));

        var freed = await ImportAsync(admin, Conditions
            + $"ada@clinic.test,LimitedPermit,APRN,ID,P-1,Idaho Board,2024-01-01,2098-12-31,Active,{Today},primary source,none,none,none,no,Any,none,,,,\n", "?dryRun=false");
        Assert.Equal(1, freed.GetProperty("superseded").GetInt32());
        var last = (await AuthoritiesAsync(admin, ada)).Single(a => a.GetProperty("status").GetString() != "Superseded" && a.GetProperty("number").GetString() == "P-1");
        Assert.All(new[] { "path", "dependsOn", "limit" }, m => Assert.False(last.TryGetProperty(m, out var said) && said.ValueKind is not JsonValueKind.Null, m));
        Assert.Empty(last.GetProperty("requiresClinicianIn").EnumerateArray());
    }

    [Fact]
    public async Task A_condition_that_cannot_be_read_is_an_error_of_its_row()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT"]);
        var answer = await ImportAsync(admin, Conditions + string.Concat(new[]
        {
            "UT 1,,,,,,,,,", ",X-9,,,,,,,,", ",,Utah,,,,,,,", ",,,maybe,,,,,,", ",,,,Everybody,,,,,", ",,,,,Day,,,,", ",,,,,Day,0,CalendarYear,,", ",,,,,Day,5,CalendarYear,9,",
            ",,,,,Day,5,SinceEvent,9,", ",,,,,,5,,,", ",,,,,none,5,,,", ",,,,,,,,,15/40/2026",
        }.Select((conditions, i) => $"ada@clinic.test,LimitedPermit,APRN,ID,P-{i},Idaho Board,2024-01-01,2099-12-31,Active,{Today},primary source,{conditions}\n")), "");
        Assert.Equal(
            ["ColumnInvalid path", "HomeUnknown dependsOn", "StateInvalid requiresClinicianIn", "NotYesOrNo telehealthOnly", "ScopeUnknown scope", "ColumnEmpty limitWindow", "LimitInvalid limitMax",
                "LimitInvalid limitDays", "EventNeeded eventOn", "ColumnEmpty limitWindow", "LimitInvalid limitMax", "DateInvalid eventOn"],
            Rows(answer).Select(r => $"{r.GetProperty("error").GetProperty("code").GetString()} {r.GetProperty("error").GetProperty("column").GetString()}"));
    }

    private static string Today => LicensureReportTests.Day(0);

    private static string Row(string clinician, string states, string number, string expiresOn = "2099-12-31") =>
        $"{clinician},FullLicense,APRN,{states},{number},Some Board,2020-01-01,{expiresOn},Active,{Today},primary source,\n";

    private static async Task<JsonElement> ImportAsync(ClinicClient admin, string file, string query)
    {
        using var response = await SendAsync(admin, file, query);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    private static async Task<string> RefusedAsync(ClinicClient admin, string file, string query)
    {
        using var response = await SendAsync(admin, file, query);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString()!;
    }

    private static async Task<HttpResponseMessage> SendAsync(ClinicClient admin, string file, string query)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(admin.Address, $"/api/authorities/import{query}"))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(file)) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", admin.AccessToken);
        return await http.SendAsync(request);
    }

    private static List<JsonElement> Rows(JsonElement answer) => [.. answer.GetProperty("rows").EnumerateArray()];

    private static async Task<List<JsonElement>> AuthoritiesAsync(ClinicClient admin, string clinician) =>
        [.. (await admin.GetAsync($"/api/clinicians/{clinician}/authorities")).GetProperty("items").EnumerateArray()];
}
