using Telehealth.Server.Hosting;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Processes;

/// <summary>The program's other verbs, as container files use them.</summary>
public sealed class CommandTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task Health_is_0_while_the_server_answers_and_1_afterwards()
    {
        Uri address;
        await using (var app = await TelehealthApp.StartAsync())
        {
            address = app.Address;
            Assert.Equal(0, await RunAsync(Nothing, address, "health"));
            Assert.Equal(0, await RunAsync(Nothing, null, "health", "--url", address.ToString()));
        }

        Assert.Equal(1, await RunAsync(Nothing, address, "health"));
        Assert.Equal(1, await RunAsync(Nothing, address, "health", "--url", "nowhere"));
    }

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:8080/")]
    [InlineData(null, "http://+:8081", "http://127.0.0.1:8081/")]
    [InlineData(null, "http://[::]:8082;https://+:8443", "http://127.0.0.1:8082/")]
    [InlineData("http://10.0.0.7:90", "http://+:8081", "http://10.0.0.7:90/")]
    [InlineData("file:///etc/passwd", null, null)]
    public void Health_asks_the_first_address_of_the_server(string? told, string? urls, string? asked) =>
        Assert.Equal(asked, HealthCommand.AddressOf(told, urls)?.ToString());

    [Fact]
    public async Task Migrate_waits_for_a_database_that_comes_up_late()
    {
        await using var database = await DatabaseServer.StartNewAsync();
        var connection = database.ConnectionString(await database.CreateDatabaseAsync());
        await database.KillAsync();

        await using var migrate = ServerProcess.Launch(new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = connection }, null, "migrate", "--wait", "120");
        await Poll.UntilAsync(() => Task.FromResult(migrate.Output.Contains("Waiting", StringComparison.Ordinal)), "the command waits", 60);
        await database.StartAsync();
        await Poll.UntilAsync(() => Task.FromResult(migrate.HasExited), "the command is through", 120);
        Assert.True(migrate.ExitCode == 0, migrate.Output);
    }

    [Fact]
    public async Task Migrate_gives_up_in_the_end_and_says_so()
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = $"Host=127.0.0.1;Port={ServerProcess.FreeAddress().Port};Database=none;Username=none" };
        Assert.Equal(1, await RunAsync(settings, null, "migrate", "--wait", "1"));
        Assert.Equal(1, await RunAsync(settings, null, "migrate", "--wait", "soon"));
    }

    [Fact]
    public async Task A_server_without_its_database_says_so_in_one_sentence_and_exits_with_1()
    {
        var settings = new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = $"Host=127.0.0.1;Port={ServerProcess.FreeAddress().Port};Database=none;Username=none" };
        await using var server = ServerProcess.Launch(settings, ServerProcess.FreeAddress());
        await Poll.UntilAsync(() => Task.FromResult(server.HasExited), "the server gives up", 60);
        Assert.Equal(1, server.ExitCode);
        Assert.Contains("The database does not allow a start: Failed to connect", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled exception", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_every_command()
    {
        await using var help = ServerProcess.Launch(Nothing, null, "--help");
        await Poll.UntilAsync(() => Task.FromResult(help.HasExited), "help is printed", 60);
        foreach (var word in new[] { "serve", "migrate", "--wait", "health", "--url", "rules" }) Assert.Contains(word, help.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prune_needs_a_day_and_an_archive_and_says_what_keeps_young_records()
    {
        var folder = Directory.CreateTempSubdirectory("telehealth-prune-");
        var settings = new Dictionary<string, string> { ["ConnectionStrings:Telehealth"] = $"Data Source={Path.Combine(folder.FullName, "clinic.db")}" };
        Assert.Equal(0, await RunAsync(settings, null, "log", "prune", "--help"));
        Assert.Equal(1, await RunAsync(settings, null, "log", "prune", "--before", "2016-01-01"));
        Assert.Equal(1, await RunAsync(settings, null, "log", "prune", "--before", "soon", "--archive", "x.zip"));
        Assert.Equal(0, await RunAsync(settings, null, "log", "prune", "--before", "2016-01-01", "--dry-run", "true"));
        Assert.Equal(1, await RunAsync(new(settings) { ["Audit:RetentionYears"] = "5" }, null, "log", "prune", "--before", "2016-01-01", "--dry-run", "true"));
        folder.Delete(recursive: true);
    }

    private static async Task<int> RunAsync(Dictionary<string, string> settings, Uri? address, params string[] arguments)
    {
        await using var process = ServerProcess.Launch(settings, address, arguments);
        await Poll.UntilAsync(() => Task.FromResult(process.HasExited), string.Join(' ', arguments), 60);
        return process.ExitCode;
    }
}
