using System.Globalization;
using System.Text;
using Telehealth.Benchmarks.Load;
using Telehealth.Benchmarks.Machine;

namespace Telehealth.Benchmarks.Report;

/// <summary>One run of the generator as markdown.</summary>
internal static class LoadReport
{
    public static string Write(string target, IReadOnlyList<string> arguments, Figures figures)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"# Load on {target}").AppendLine();
        text.AppendLine(MachineCard.Markdown()).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"`load {CommandText.Of(arguments)}`").AppendLine();
        text.AppendLine("| Figure | Value |").AppendLine("|---|---|");
        foreach (var (name, value) in figures) text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Numbers.Short(value)} |");
        return text.ToString();
    }
}
