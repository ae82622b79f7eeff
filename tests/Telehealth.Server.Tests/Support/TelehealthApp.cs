using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Support;

/// <summary>The real server over Kestrel on a database file of its own, with people to act as. Dispose it: an unexpected line in its log fails the test.</summary>
internal sealed class TelehealthApp : IAsyncDisposable
{
    public const string Password = "correct-horse-battery";
    public const string AdminEmail = "admin@clinic.test";
    private readonly Factory factory;
    private readonly string folder;
    private int people;

    private TelehealthApp(Factory factory, string folder)
    {
        (this.factory, this.folder) = (factory, folder);
        factory.UseKestrel(0);
        factory.StartServer();
        Address = factory.ClientOptions.BaseAddress;
    }

    public Uri Address { get; }
    public LogWatch Log => factory.Log;
    public IServiceProvider Services => factory.Services;

    /// <summary>Where its database is, and whatever else it writes.</summary>
    public string Folder => folder;

    /// <param name="settings">Keys as in appsettings.json.</param>
    /// <param name="clock">Turned by the test instead of the machine's clock.</param>
    /// <param name="services">Stand-ins at the ports.</param>
    public static async Task<TelehealthApp> StartAsync(
        IReadOnlyDictionary<string, string>? settings = null, FakeTimeProvider? clock = null, Action<IServiceCollection>? services = null, LogLevel heard = LogLevel.Information)
    {
        var folder = TestFolder.New("telehealth-");
        var all = new Dictionary<string, string>
        {
            ["ConnectionStrings:Telehealth"] = $"Data Source={Path.Combine(folder, "clinic.db")}", ["Identity:FirstAdmin:Email"] = AdminEmail,
            ["Identity:FirstAdmin:Password"] = Password, ["RateLimits:JoinPerMinute"] = "100000", ["RateLimits:SignInPerMinute"] = "100000", ["RateLimits:VendorTestPerMinute"] = "1000", ["Drain:Seconds"] = "0",
        };
        foreach (var (key, value) in settings ?? new Dictionary<string, string>()) all[key] = value;
        if (settings?.ContainsKey("ConnectionStrings:Telehealth") is not true) await SqliteTemplate.CopyAsync(Path.Combine(folder, "clinic.db"));
        return await Task.Run(() => new TelehealthApp(new Factory(all, clock, services, heard), folder));
    }

    /// <summary>Nobody: no session.</summary>
    public ClinicClient Stranger() => new(Address);

    public Task<ClinicClient> AdminAsync() => ClinicClient.SignedInAsync(Address, AdminEmail, Password);

    public Task<ClinicClient> FrontDeskAsync() => StaffAsync("FrontDesk");

    public Task<ClinicClient> AuditorAsync() => StaffAsync("Auditor");

    /// <summary>A new account with the roles, signed in.</summary>
    public async Task<ClinicClient> StaffAsync(params string[] roles)
    {
        using var admin = await AdminAsync();
        var email = NextEmail();
        await admin.PostAsync("/api/staff", new { email, password = Password, givenName = "Sam", familyName = "Staff", roles });
        return await ClinicClient.SignedInAsync(Address, email, Password);
    }

    /// <summary>A new clinician, licensed in the states and signed in.</summary>
    public async Task<(ClinicClient Client, string Id)> ClinicianAsync(params string[] states)
    {
        using var admin = await AdminAsync();
        var email = NextEmail();
        var id = await admin.AddClinicianAsync(email, Password, states, day: Services.GetRequiredService<TimeProvider>().GetUtcNow());
        return (await ClinicClient.SignedInAsync(Address, email, Password), id);
    }

    /// <summary>A visit that starts now, of a new patient (born <see cref="ScheduledVisit.BirthDate"/>), with this clinician.</summary>
    public async Task<ScheduledVisit> VisitAsync(string clinicianId, DateTimeOffset? startsAt = null)
    {
        using var admin = await AdminAsync();
        return await admin.ScheduleAsync(clinicianId, startsAt ?? Services.GetRequiredService<TimeProvider>().GetUtcNow());
    }

    public Task<ClinicClient> JoinAsync(ScheduledVisit visit) => ClinicClient.JoinedAsync(Address, visit.LinkToken, ScheduledVisit.BirthDate);

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        Assert.True(Log.Unexpected.Count == 0, "Unexpected in the log:\n" + string.Join('\n', Log.Unexpected));
    }

    private string NextEmail() => $"person{Interlocked.Increment(ref people)}@clinic.test";

    private sealed class Factory(IReadOnlyDictionary<string, string> settings, FakeTimeProvider? clock, Action<IServiceCollection>? services, LogLevel heard)
        : WebApplicationFactory<Program>
    {
        public LogWatch Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Testing");
            foreach (var (key, value) in settings) builder.UseSetting(key, value);
            builder.UseDefaultServiceProvider(o => (o.ValidateScopes, o.ValidateOnBuild) = (true, true));
            builder.ConfigureLogging(logging => logging.AddProvider(Log).AddFilter<LogWatch>(null, heard));
            builder.ConfigureTestServices(s =>
            {
                // What a password's hash costs is not what these tests are about, and everybody who acts in them has one.
                s.Configure<PasswordHasherOptions>(o => o.IterationCount = 1_000);
                if (clock is not null) s.AddSingleton<TimeProvider>(clock);
                services?.Invoke(s);
            });
        }
    }
}
