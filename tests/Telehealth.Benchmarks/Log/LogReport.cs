using System.Text;
using Telehealth.Benchmarks.Machine;
using Telehealth.Benchmarks.Report;

namespace Telehealth.Benchmarks.Log;

/// <summary>results/log.md.</summary>
internal sealed record LogReport(LogSpec Spec, IReadOnlyDictionary<string, List<double>> Append, double Sealed, IReadOnlyList<(double Tree, double Bare)> Verify, IReadOnlyList<string> Versions, string Command)
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
        text.AppendLine($"{Numbers.Short(Sealed)} records a second, on disk with leaves, tiles and signed heads; {Numbers.Short(Sealed / records)} times the {Numbers.Short(records)} a second that the transactions above append when nothing else uses the machine, "
            + $"and {Numbers.Short(Sealed / 100)} times the 100 a second of a clinic with 500 visits in progress. To reach: {EnoughSealing} times what visits append.");
        text.AppendLine().AppendLine($"## How fast they are checked ({Spec.Verified:#,##0} records of 600 bytes, one core)").AppendLine();
        text.AppendLine($"Root computed again: {Numbers.Spread([.. Verify.Select(v => v.Tree)])} records a second; SHA-256 over the same bytes and nothing else: {Numbers.Spread([.. Verify.Select(v => v.Bare)])}; ratio {Numbers.Spread([.. Verify.Select(v => v.Tree / v.Bare)])}.");
        return text.ToString();
    }

    private static string Said(bool reached) => reached ? "Reached." : "Not reached here.";
}
