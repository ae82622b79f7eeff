using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Desk.Rules;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Hosting.RuleCommands;

internal static class DiffRules
{
    public static async Task<int> RunAsync(DiffRequest request, CommandContext context, CancellationToken cancellation)
    {
        try
        {
            await using var clinic = await ClinicReading.OpenAsync(context, cancellation);
            var (from, to) = (await FindAsync(request.From, clinic, context, cancellation), await FindAsync(request.To, clinic, context, cancellation));
            if (from is null || to is null) return RulesCommand.Trouble;

            await context.Output.WriteLineAsync($"{request.From} ({from.Hash[..12]}) against {request.To} ({to.Hash[..12]})");
            var rows = RowDiff.Of(from, to).ToList();
            foreach (var line in rows) await context.Output.WriteLineAsync(line);
            await context.Output.WriteLineAsync($"{rows.Count} row(s) differ.");

            var (looked, changed) = await VisitDiff.WriteAsync(clinic, from, to, request.Days, context, cancellation);
            await context.Output.WriteLineAsync($"{looked} booked visit(s) of the next {request.Days} day(s) looked at, the verdict of {changed} changes.");
            return changed == 0 ? RulesCommand.Yes : RulesCommand.No;
        }
        catch (Exception e) when (e is DbException or InvalidOperationException or TimeoutException or SocketException || StorageFaults.IsUnavailable(e))
        {
            await context.Errors.WriteLineAsync($"The database cannot be read: {e.Message}");
            return RulesCommand.Trouble;
        }
    }

    private static async Task<LoadedRules?> FindAsync(string name, ClinicReading clinic, CommandContext context, CancellationToken cancellation) => name switch
    {
        DiffRequest.InForce => await InForceAsync(clinic, context, cancellation),
        DiffRequest.BuiltIn => await RulesCommand.ReadAsync("", context),
        DiffRequest.Configured => await RulesCommand.ReadAsync(null, context),
        _ => await RulesCommand.ReadAsync(name, context),
    };

    private static async Task<LoadedRules?> InForceAsync(ClinicReading clinic, CommandContext context, CancellationToken cancellation)
    {
        var hash = await clinic.Db.RuleSets.AsNoTracking().Select(r => r.Hash).SingleOrDefaultAsync(cancellation);
        if (hash is null || await clinic.Db.RuleContents.AsNoTracking().SingleOrDefaultAsync(c => c.Hash == hash, cancellation) is not { } kept)
        {
            await context.Errors.WriteLineAsync("No rules are in force in this database yet: start the server once.");
            return null;
        }

        var read = RuleSetReader.Of(RuleContent.Unpack(kept.Files), NodaTime.LocalDate.MaxIsoValue);
        foreach (var problem in read.Problems) await context.Errors.WriteLineAsync(problem.ToString());
        return read.Rules;
    }
}
