using System.Text.Json;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Rules;

public sealed class RulesEndpointTests
{
    [Fact]
    public async Task An_admin_reads_the_rules_in_force_and_what_is_getting_old()
    {
        using var folder = new RuleFolder().WithRow("minors.json", "WA-self", row => row["asOf"] = "2026-11-20");
        await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Rules:Folder"] = folder.Path }, DatabaseNode.NewTime());
        using var admin = await app.AdminAsync();
        var rules = await admin.GetAsync("/api/licensure/rules");

        Assert.True(rules.GetProperty("held").GetBoolean());
        Assert.Equal(64, rules.GetProperty("hash").GetString()!.Length);
        Assert.Equal(180, rules.GetProperty("staleAfterDays").GetInt32());
        Assert.Contains(rules.GetProperty("files").EnumerateArray(), f => (Text(f, "name"), Text(f, "origin")) == ("minors.json", "clinic"));
        var rows = rules.GetProperty("rows").EnumerateArray().ToList();
        Assert.False(rows.Single(r => Text(r, "id") == "WA-self").GetProperty("stale").GetBoolean());
        Assert.True(rows.Single(r => Text(r, "id") == "OR-self").GetProperty("stale").GetBoolean());
        Assert.False(rows.Single(r => Text(r, "id") == "OR-nurse-social-worker").GetProperty("inForce").GetBoolean());
        var warnings = rules.GetProperty("warnings").EnumerateArray().Select(w => (Text(w, "code"), Text(w, "id"))).ToList();
        Assert.Contains(("DEA_FLEX_ENDING", "DEA-telemedicine-2026"), warnings);
        Assert.Contains(("RULE_TABLE_STALE", "OR-self"), warnings);
        Assert.DoesNotContain(("RULE_TABLE_STALE", "WA-self"), warnings);
        Assert.DoesNotContain(("RULE_TABLE_STALE", "OR-nurse-social-worker"), warnings);
    }

    [Fact]
    public async Task A_server_with_broken_rules_does_not_start_and_says_which()
    {
        using var folder = new RuleFolder().WithRow("minors.json", "WA-self", row => row["fromAge"] = 99);
        await using var server = ServerProcess.Launch(new Dictionary<string, string> { ["Rules:Folder"] = folder.Path }, ServerProcess.FreeAddress());
        await Poll.UntilAsync(() => Task.FromResult(server.HasExited), "the server gives up", 60);
        Assert.Equal(2, server.ExitCode);
        Assert.Contains("Rules: minors.json, row WA-self: fromAge is no whole number from 0 to 17", server.Output, StringComparison.Ordinal);
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
