using System.Globalization;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Hosting.RuleCommands;

internal static class ShowRules
{
    public static async Task<int> RunAsync(string? folder, CommandContext context)
    {
        if (await RulesCommand.ReadAsync(folder, context) is not { } rules) return RulesCommand.Trouble;
        var today = Instant.FromDateTimeOffset(context.Time.GetUtcNow()).InUtc().Date;
        var days = (context.Settings.GetSection(VisitsOptions.Section).Get<VisitsOptions>() ?? new()).RulesReadWithinDays;
        await context.Output.WriteLineAsync($"Rules with hash {rules.Hash}. Configuration that a clinic keeps, never legal advice.");
        foreach (var file in rules.Files)
        {
            await context.Output.WriteLineAsync($"\n{file.Name} ({file.Origin})");
            foreach (var row in rules.Rows.Where(r => r.File == file.Name)) await context.Output.WriteLineAsync(LineOf(row, today, days));
        }

        foreach (var ending in rules.Set.Flexibilities.Where(f => today >= f.Until.PlusDays(-f.WarnDays)))
            await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"\n{(today > ending.Until ? "Ended" : "Ends")} on {ending.Until:uuuu-MM-dd}: {ending.Title}"));
        return RulesCommand.Yes;
    }

    private static string LineOf(RuleRow row, LocalDate today, int days)
    {
        var from = row.Provenance is { } p ? string.Create(CultureInfo.InvariantCulture, $" [{p.Confidence}, as of {p.AsOf:uuuu-MM-dd}: {p.Source}]") : "";
        var state = !row.Active ? "not in force  " : row.IsStale(today, days) ? "stale         " : "in force      ";
        return $"  {state}{row.Id}: {row.Title}{from}";
    }
}
