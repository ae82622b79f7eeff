using System.Collections.Concurrent;
using Microsoft.Playwright;
using Telehealth.Tests.Shared;

namespace Telehealth.Browser.Tests.Support;

/// <summary>The real server on SQLite, Chromium with fake devices, and a clinic with one admin and one clinician licensed in Utah.</summary>
public class ClinicInBrowser : IAsyncLifetime
{
    public const string Password = "Correct-Horse-7-Battery";
    public const string AdminEmail = "admin@clinic.test";
    public const string ClinicianEmail = "ada@clinic.test";

    private readonly string _folder = TestFolder.New("telehealth-browser-");
    private readonly ConcurrentBag<IBrowserContext> _windows = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private ServerProcess? _server;
    private ClinicClient? _admin;

    public Uri Address => _server!.Address;
    public ClinicClient Admin => _admin!;
    public string ClinicianId { get; private set; } = "";
    public string ServerOutput => _server!.Output;

    protected virtual string HostEnvironment => "Production";

    /// <summary>Settings beside the usual ones.</summary>
    protected virtual Task<Dictionary<string, string>> MoreSettingsAsync() => Task.FromResult(new Dictionary<string, string>());

    public async Task InitializeAsync()
    {
        _server = await ServerProcess.StartAsync(new Dictionary<string, string>(await MoreSettingsAsync())
        {
            ["ASPNETCORE_ENVIRONMENT"] = HostEnvironment,
            ["ConnectionStrings:Telehealth"] = $"Data Source={Path.Combine(_folder, "clinic.db")}",
            ["Identity:FirstAdmin:Email"] = AdminEmail,
            ["Identity:FirstAdmin:Password"] = Password,
            ["Clinic:Name"] = "Juniper Behavioral Health",
            ["Clinic:Phone"] = "+1 801 555 0100",

            // Nobody waits two minutes to take over from a clinician who is gone.
            ["Visits:TakeOverAbsentSeconds"] = "0",
        });
        _admin = await ClinicClient.SignedInAsync(Address, AdminEmail, Password);
        ClinicianId = await _admin.AddClinicianAsync(ClinicianEmail, Password, ["UT", "ID"]);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("TELEHEALTH_CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
                "--allow-loopback-in-peer-connection", "--autoplay-policy=no-user-gesture-required",

                // No test may reach the vendor, whatever network it runs on.
                "--host-resolver-rules=MAP *.twilio.com ~NOTFOUND",
            ],
        });
    }

    /// <summary>A window of its own: nothing is shared with another, as on another person's machine.</summary>
    public async Task<IPage> OpenAsync(string path, bool phone = false, string locale = "en-US")
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = Address.ToString(),
            Locale = locale,
            TimezoneId = "America/Denver",
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
            HasTouch = phone,
            Permissions = ["camera", "microphone"],
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(20_000);
        _windows.Add(context);
        await context.AddInitScriptAsync(Video.Remember);
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>All that were opened here.</summary>
    public async Task CloseWindowsAsync()
    {
        while (_windows.TryTake(out var window)) await window.CloseAsync();
    }

    public virtual async Task DisposeAsync()
    {
        _admin?.Dispose();
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>What runs beside each other: two clinics, each with a server and a browser of its own.</summary>
internal static class Clinics
{
    public const string Pages = "pages";
    public const string Visits = "visits";
}

[CollectionDefinition(Clinics.Pages)]
public sealed class PagesInBrowser : ICollectionFixture<ClinicInBrowser>;

[CollectionDefinition(Clinics.Visits)]
public sealed class VisitsInBrowser : ICollectionFixture<ClinicInBrowser>;
