using System.Text;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Log;

/// <summary>results/log.md.</summary>
internal sealed record LogReport(LogSpec Spec, IReadOnlyDictionary<string, List<double>> Append, IReadOnlyDictionary<string, List<double>> Sealed, IReadOnlyList<(double Tree, double Bare)> Verify, IReadOnlyList<string> Versions, string Command)
{
    private const double EnoughAppend = 0.5, EnoughSealing = 20;

    public string Write()
    {
        var (change, queued) = (Append[AppendCost.Change], Append[AppendCost.Queued]);
        var (ratio, records) = (Numbers.Median(queued) / Numbers.Median(change), 2 * Numbers.Median(queued));
        var text = new StringBuilder().AppendLine("# The log").AppendLine().AppendLine("`dotnet run -c Release --project tests/Telehealth.Benchmarks -- " + Command + "`").AppendLine();
        text.AppendLine(MachineCard.Markdown(Versions)).AppendLine().AppendLine($"## What a record costs ({Spec.Clients} connections, PostgreSQL, {Spec.Rounds} rounds of {Spec.Seconds} s)").AppendLine();
        text.AppendLine("| Transaction | a second | to the change alone |").AppendLine("|---|---|---|");
        foreach (var way in AppendCost.Ways) text.AppendLine($"| {way} | {Numbers.Spread(Append[way])} | {Numbers.Short(Numbers.Median(Append[way]) / Numbers.Median(change))} |");
        text.AppendLine().AppendLine($"To reach: at least {Numbers.Short(EnoughAppend)}. {Said(ratio >= EnoughAppend)} The trigger alone takes {Numbers.Short(100 * (1 - (Numbers.Median(queued) / Numbers.Median(Append[AppendCost.Untriggered]))))} %.");
        text.AppendLine().AppendLine($"## How fast they are sealed ({Spec.Waiting:#,##0} waiting)").AppendLine();
        text.AppendLine($"On disk with leaves, tiles and signed heads; the transactions above append {Numbers.Short(records)} records a second when nothing else uses the machine, a clinic with 500 visits in progress 100.").AppendLine();
        text.AppendLine("| Sealed | a second | to the most that is appended | to a clinic |").AppendLine("|---|---|---|---|");
        foreach (var way in SealerRate.Ways) text.AppendLine($"| {way} | {Numbers.Spread(Sealed[way])} | {Numbers.Short(Numbers.Median(Sealed[way]) / records)} | {Numbers.Short(Numbers.Median(Sealed[way]) / 100)} |");
        text.AppendLine().AppendLine($"To reach: {EnoughSealing} times what is appended. {Said(Numbers.Median(Sealed[SealerRate.Alone]) >= EnoughSealing * records)}");
        text.AppendLine().AppendLine($"## How fast they are checked ({Spec.Verified:#,##0} records of 600 bytes, one core)").AppendLine();
        text.AppendLine($"Root computed again: {Numbers.Spread([.. Verify.Select(v => v.Tree)])} records a second; SHA-256 over the same bytes and nothing else: {Numbers.Spread([.. Verify.Select(v => v.Bare)])}; ratio {Numbers.Spread([.. Verify.Select(v => v.Tree / v.Bare)])}.");
        return text.ToString();
    }

    private static string Said(bool reached) => reached ? "Reached." : "Not reached here.";
}
