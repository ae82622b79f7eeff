using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests;

/// <summary>
/// For everything that keeps a patient out or makes them wait: what they read on a phone, in both languages. The real server answers; only the
/// reason in its answer is another one, since a clinic cannot be brought into all of these states at once. One reason stands for all that come to the
/// same words; that each reason comes to its own is tested with the words.
/// </summary>
[Collection(Clinics.Pages)]
public sealed class RefusalScreensTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    private static readonly JsonNode Topics = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Top, "src/web/screens/join/refusal/texts.json")))!["topics"]!;

    private static readonly string[] Denied =
    [
        "STATE_NOT_SERVED", "OUTSIDE_US", "NO_AUTHORITY_IN_STATE", "PROFESSION_NOT_COVERED", "AUTHORITY_NOT_YET_EFFECTIVE", "AUTHORITY_EXPIRED", "AUTHORITY_EXPIRES_DURING_VISIT",
        "LICENSE_SUSPENDED", "LICENSE_ENCUMBERED", "VERIFICATION_MISSING", "GEO_IN_UNSERVED_STATE", "HOME_LICENSE_INVALID", "COMPACT_NOT_MEMBER", "COMPACT_NOT_ISSUING", "PRIVILEGE_MISSING",
        "CLINICIAN_OUTSIDE_HOME_STATE", "USAGE_LIMIT_REACHED", "USAGE_LIMIT_UNKNOWN", "CLINICIAN_NOT_NAMED", "ENGINE_ERROR",
    ];

    private static readonly string[] Held =
    [
        "LOCATION_NOT_ATTESTED", "ATTESTATION_STALE", "GEO_AMBIGUOUS_BORDER", "GEO_CONTRADICTS_ATTESTATION", "CLINICIAN_LOCATION_REQUIRED", "RELATIONSHIP_REQUIRED", "EXEMPTION_NOT_SELECTED",
        "CONSENT_MISSING", "IDENTITY_UNVERIFIED", "EMERGENCY_CONTACT_MISSING", "GUARDIAN_CONSENT_REQUIRED", "GUARDIAN_ID_REQUIRED",
    ];

    [Fact]
    public async Task Every_refusal_says_what_is_wrong_and_what_to_do_in_both_languages()
    {
        var (patient, answers) = await OpenAsync();
        var codes = OnePerTopic(Denied);
        answers.Now = ("Deny", codes[0]);
        await patient.CheckInAsync("Oregon", "Ontario");
        await LookAsync(patient.Page, codes[0]);
        foreach (var code in codes[1..])
        {
            answers.Now = ("Deny", code);
            await patient.Page.Locator("main button", new() { HasTextRegex = new("Correct where I am|Go through check-in again") }).ClickAsync();
            await patient.SeesAsync("Where are you right now?");
            await patient.ContinueAsync();
            await patient.SeesAsync("Who is with you?");
            await patient.ContinueAsync();
            await patient.ConsentAsync();
            await LookAsync(patient.Page, code);
        }
    }

    [Fact]
    public async Task Every_hold_says_what_is_missing_and_keeps_the_place_in_both_languages()
    {
        var (patient, answers) = await OpenAsync();
        var codes = OnePerTopic(Held);
        answers.Now = ("Hold", codes[0]);
        await patient.CheckInAsync();
        await LookAsync(patient.Page, codes[0]);
        foreach (var code in codes[1..])
        {
            answers.Now = ("Hold", code);
            await patient.Page.GetByRole(AriaRole.Button, new() { Name = "I’m somewhere else now" }).ClickAsync();
            var dialog = patient.Page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("State or territory you are in").SelectOptionAsync(new SelectOptionValue { Label = "Utah" });
            await dialog.GetByLabel("I can give the address").CheckAsync();
            await dialog.GetByLabel("Street address").FillAsync("12 Main Street");
            await dialog.GetByLabel("City").FillAsync("Provo");
            await dialog.GetByLabel("ZIP code").FillAsync("84601");
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Save my place" }).ClickAsync();
            await LookAsync(patient.Page, code);
        }
    }

    private static string TopicOf(string code) => (string)Topics[code]!;

    private static string[] OnePerTopic(string[] codes) => [.. codes.DistinctBy(TopicOf)];

    private async Task<(PatientPage Patient, RewrittenAnswers Answers)> OpenAsync()
    {
        var visit = await clinic.Admin.ScheduleAsync(clinic.ClinicianId);
        var page = await clinic.OpenAsync("/", phone: true);
        var answers = await RewrittenAnswers.OnAsync(page);
        await page.GotoAsync("/join/" + visit.LinkToken);
        return (new PatientPage(page), answers);
    }

    /// <summary>In English and in Spanish, and back: the reason in words that are not the general ones, the clinic's phone, and 988 and 911.</summary>
    private static async Task LookAsync(IPage page, string code)
    {
        await Assertions.Expect(page.Locator($"main [data-topic='{TopicOf(code)}']").First).ToBeVisibleAsync();
        var name = "patient-reason-" + code.ToLowerInvariant().Replace('_', '-');
        var english = await SoundAsync(page, name, "988");
        await page.GetByRole(AriaRole.Button, new() { Name = "Español" }).ClickAsync();
        var spanish = await SoundAsync(page, name + "-es", "988");
        Assert.NotEqual(english, spanish);
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
    }

    private static async Task<string> SoundAsync(IPage page, string name, string crisisLine)
    {
        await Assertions.Expect(page.Locator("main a[href^='tel:+1']").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main").GetByText(crisisLine).First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main").GetByText("911").First).ToBeVisibleAsync();
        await Screens.CheckPhoneAsync(page, name);
        return string.Join(' ', await page.Locator("main [data-topic]").AllInnerTextsAsync());
    }
}
