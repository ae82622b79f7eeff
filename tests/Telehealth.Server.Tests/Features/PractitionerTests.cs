using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Features.Licensure;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Features;

/// <summary>Authorities as FHIR qualifications; the validators of others look at the same file (src/web/contract/fhir.test.ts).</summary>
public sealed class PractitionerTests
{
    private static readonly StaffId Dana = new(Guid.Parse("0197b0a0-0000-7000-8000-000000000001"));

    [Fact]
    public void A_clinicians_authorities_are_written_as_the_file_that_validators_were_shown()
    {
        var written = PractitionerJson.Write(
            new Clinician { StaffId = Dana, Profession = Profession.APRN, Credentials = "RN, PMHNP" }, new StaffAccount { GivenName = "Dana", FamilyName = "Reyes" },
            [Row("a", AuthorityKind.FullLicense, Profession.APRN, "88213", "UT"), Row("b", AuthorityKind.MultistateLicense, Profession.RN, "RN-7", "UT", "ID")]);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Top, "tests", "Shared", "Fhir", "practitioner.json")).Trim(), Encoding.UTF8.GetString(written));
    }

    [Fact]
    public async Task Only_what_is_in_force_today_is_a_qualification_and_the_read_is_recorded()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, ["UT", "ID", "NV"]);
        await admin.AddAuthorityAsync(ada, "ID", boardStatus: "Suspended");
        await LicensureReportTests.AuthorityAsync(admin, ada, "AZ", expiresOn: LicensureReportTests.Day(-1));

        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(admin.Address, $"/fhir/Practitioner/{ada}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", admin.AccessToken);
        using var response = await http.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, "application/fhir+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var resource = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["UT-1001", "NV-1001"], resource.GetProperty("qualification").EnumerateArray().Select(q => q.GetProperty("identifier")[0].GetProperty("value").GetString()!));
        Assert.Equal(1, await LicensureReportTests.RecordsAsync(admin, "PractitionerRead"));
    }

    [Fact]
    public async Task A_clinician_without_authorities_has_no_empty_list()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var ada = await admin.AddClinicianAsync("ada@clinic.test", TelehealthApp.Password, []);
        Assert.False((await admin.GetAsync($"/fhir/Practitioner/{ada}")).TryGetProperty("qualification", out _));
    }

    private static AuthorityRow Row(string id, AuthorityKind kind, Profession profession, string number, params string[] states) => new()
    {
        Id = new AuthorityId(Guid.Parse($"0197b0a0-0000-7000-8000-00000000000{id}")), ClinicianId = Dana, Sequence = 1, Kind = kind, Profession = profession, Jurisdictions = states,
        Number = number, Issuer = "Utah DOPL", EffectiveOn = new LocalDate(2024, 2, 1), ExpiresOn = new LocalDate(2027, 1, 31), BoardStatus = BoardStatus.Active,
        VerifiedOn = new LocalDate(2026, 11, 1), Source = "dopl.utah.gov", RecordedAt = Instant.FromUtc(2026, 11, 1, 10, 0),
    };
}
