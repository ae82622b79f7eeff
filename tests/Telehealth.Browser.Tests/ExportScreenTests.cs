using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Telehealth.Browser.Tests.Support;

namespace Telehealth.Browser.Tests;

/// <summary>From a search to a file in hand, by keyboard; what is in it says the same as the page, and prints.</summary>
[Collection(Clinics.Pages)]
public sealed partial class ExportScreenTests(ClinicInBrowser clinic) : WindowsOfOneTest(clinic.CloseWindowsAsync)
{
    [Fact]
    public async Task A_search_is_exported_and_its_file_opens_counts_and_prints()
    {
        var admin = await StaffPage.SignedInAsync(clinic, "/admin/log?q=code%3AStaffAdded,AuthorityAdded", ClinicInBrowser.AdminEmail);
        var shown = await admin.Page.GetByText(Counted()).First.InnerTextAsync();
        var count = int.Parse(Counted().Match(shown).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Export", Exact = true }).FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Export the log" })).ToBeVisibleAsync();
        await Assertions.Expect(admin.Page.GetByLabel("Personal parts, opened")).Not.ToBeCheckedAsync();
        await Screens.CheckAsync(admin.Page, "admin-log-export");

        // Without a purpose nothing is exported, and the page says where to look.
        await admin.Button("Export").FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.GetByText("Choose why you export it.").First).ToBeVisibleAsync();
        await admin.Page.GetByLabel("Purpose").SelectOptionAsync("AuditReview");
        await admin.Button("Export").FocusAsync();
        await admin.Page.Keyboard.PressAsync("Enter");

        var download = admin.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Download: code:StaffAdded") }).First;
        await Assertions.Expect(download).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await Screens.CheckAsync(admin.Page, "admin-log-exports");
        var file = await admin.Page.RunAndWaitForDownloadAsync(() => download.ClickAsync());
        var zip = Path.Combine(Directory.CreateTempSubdirectory("telehealth-export-").FullName, file.SuggestedFilename);
        await file.SaveAsAsync(zip);

        using var bundle = await ZipFile.OpenReadAsync(zip);
        var csv = await TextAsync(bundle, "records.csv");
        Assert.Equal(count, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1);
        await PrintsAsync(admin.Page, await TextAsync(bundle, "records.html"), count);
    }

    private static async Task PrintsAsync(IPage page, string html, int count)
    {
        var paper = await page.Context.NewPageAsync();
        await paper.SetContentAsync(html);
        await Screens.CheckAsync(paper, "export-html");
        await Assertions.Expect(paper.GetByText($"{count} records, in the order of the log")).ToBeVisibleAsync();
        await Assertions.Expect(paper.GetByRole(AriaRole.Definition).Filter(new() { HasText = "code:StaffAdded,AuthorityAdded" })).ToBeVisibleAsync();
        var path = Path.Combine(Directory.CreateTempSubdirectory("telehealth-print-").FullName, "export.pdf");
        await paper.PdfAsync(new PagePdfOptions { Path = path, PreferCSSPageSize = true });
        var pdf = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(path));
        Assert.StartsWith("%PDF-", pdf, StringComparison.Ordinal);
        Assert.True(Pages().Count(pdf) > 0, "the PDF has no page");
        await paper.CloseAsync();
    }

    private static async Task<string> TextAsync(ZipArchive bundle, string name)
    {
        using var reader = new StreamReader(await bundle.GetEntry(name)!.OpenAsync());
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex(@"(\d+) records?\b")]
    private static partial Regex Counted();

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex Pages();
}
