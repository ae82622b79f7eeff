using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Hosting.RuleCommands;

internal static class ValidateRules
{
    public static async Task<int> RunAsync(string? folder, CommandContext context)
    {
        if (await RulesCommand.ReadAsync(folder, context) is not { } rules) return RulesCommand.No;
        var own = rules.Files.Where(f => f.Origin == RuleFiles.Clinic).Select(f => f.Name).ToList();
        await context.Output.WriteLineAsync($"Valid: {rules.Rows.Count(r => r.Active)} rows in force, {rules.Rows.Count(r => !r.Active)} not confirmed, hash {rules.Hash[..12]}.");
        await context.Output.WriteLineAsync(own.Count == 0 ? "All files are the built-in ones." : $"The clinic's own: {string.Join(", ", own)}.");
        return RulesCommand.Yes;
    }
}
