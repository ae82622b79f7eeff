using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Hosting.RuleCommands;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Rules;

public sealed partial class RulesCommandTests(SqliteDatabase database) : IClassFixture<SqliteDatabase>
{
    private readonly StringWriter output = new(), errors = new();

    [Fact]
    public async Task Help_names_the_verbs_and_the_exit_codes()
    {
        Assert.Equal(0, await RunAsync("--help"));
        foreach (var word in new[] { "validate", "show", "diff", "Exit code", "never legal advice", "--folder", "--days" }) Assert.Contains(word, output.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await RunAsync());
        Assert.Equal(2, await RunAsync("validate", "--fodler", "x"));
        Assert.Equal(2, await RunAsync("diff"));
        Assert.Equal(2, await RunAsync("diff", "a", "b", "c"));
        Assert.Equal(2, await RunAsync("diff", "built-in", "--days", "0"));
    }

    [Fact]
    public async Task Valid_files_are_0_and_broken_ones_1_with_every_mistake()
    {
        Assert.Equal(0, await RunAsync("validate"));
        Assert.Contains("All files are the built-in ones.", output.ToString(), StringComparison.Ordinal);

        using var folder = new RuleFolder().WithRow(RuleFiles.Minors, "WA-self", row => (row["fromAge"], row["source"]) = (99, null));
        Assert.Equal(1, await RunAsync("validate", "--folder", folder.Path));
        Assert.Contains("minors.json, row WA-self: fromAge is no whole number from 0 to 17", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("minors.json, row WA-self: source is no text", errors.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await RunAsync("show", $"--folder={folder.Path}"));
    }

    [Fact]
    public async Task Show_tells_of_every_row_whether_it_is_in_force_and_how_old_its_source_is()
    {
        Assert.Equal(0, await RunAsync("show"));
        var text = output.ToString();
        Assert.Contains("not in force  OR-nurse-social-worker", text, StringComparison.Ordinal);
        Assert.Contains("stale         FL-491-visitor", text, StringComparison.Ordinal);
        Assert.Contains("in force      UT-full", text, StringComparison.Ordinal);
        Assert.Contains("Ends on 2026-12-31: DEA", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Diff_names_the_booked_visits_whose_verdict_changes_and_nothing_personal()
    {
        Visit booked, adult;
        await using (var node = await DatabaseNode.StartAsync(database.ConnectionString))
        {
            var clinic = new DatabaseClinic(node);
            var clinician = await clinic.AddClinicianAsync();
            adult = await clinic.ScheduledVisitAsync(clinician, Duration.FromDays(3));
            booked = await clinic.ScheduledVisitAsync(clinician, Duration.FromDays(4));
        }

        using var without = new RuleFolder().With(RuleFiles.ServedStates, json =>
        {
            var rows = json["rows"]!.AsArray();
            rows.Remove(rows.Single(r => r!["state"]!.GetValue<string>() == "UT"));
        });
        Assert.Equal(1, await RunAsync("diff", without.Path));
        var text = output.ToString();
        Assert.Contains("- served-states.json UT", text, StringComparison.Ordinal);
        Assert.Contains($"{booked.Id} UT (if there): Allow -> Deny STATE_NOT_SERVED", text, StringComparison.Ordinal);
        Assert.Contains($"{adult.Id} UT", text, StringComparison.Ordinal);
        Assert.DoesNotMatch(Personal(), text);

        output.GetStringBuilder().Clear();
        Assert.Equal(0, await RunAsync("diff", "in-force", "built-in"));
        Assert.Contains("0 row(s) differ.", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync("diff", "in-force", without.Path, "--days", "2"));
    }

    [Fact]
    public async Task Diff_without_a_database_is_2_and_says_why()
    {
        Assert.Equal(2, await RunAsync("diff", "built-in", "--ConnectionStrings:Telehealth=Data Source=/no/such/clinic.db"));
        Assert.Contains("The database cannot be read", errors.ToString(), StringComparison.Ordinal);
    }

    private Task<int> RunAsync(params string[] arguments)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Telehealth"] = database.ConnectionString })
            .AddCommandLine([.. arguments.Where(RulesCommand.IsSetting)]).Build();
        return RulesCommand.RunAsync(["rules", .. arguments], new(settings, output, errors, DatabaseNode.NewTime()), CancellationToken.None);
    }

    [GeneratedRegex("Alex|Doe|1990")]
    private static partial Regex Personal();
}
