using System.Globalization;
using System.Text;
using Telehealth.Benchmarks.Machine;
using Telehealth.Tests.Shared.Faults;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Benchmarks.Faults;

/// <summary>A fault run as markdown: what was promised, what came of it, what the vendor did meanwhile.</summary>
internal sealed class FaultsReport(FaultRunResult run, IReadOnlyList<string> versions, string command)
{
    private readonly StringBuilder _text = new();

    public string Write()
    {
        Line($"# {run.Spec.Visits} visits through a vendor that fails").Line().Line(MachineCard.Markdown(versions)).Line().Line($"`{command}`").Line();
        Promises();
        Waits();
        Ways();
        Vendor();
        Callbacks();
        return _text.ToString();
    }

    private void Promises()
    {
        Line("| Promise | Broken by | Kept |").Line("|---|---|---|");
        Promise("No visit is stuck: each is Closed at the end", run.Stuck);
        Promise("No visit has two rooms: none that live at once, none that people were let into", run.WithTwoRooms);
        Promise("No room is left at the vendor once what was promised is done", [.. run.Orphans.Select(o => o.Name)]);
        Promise("Nobody meets an error, a token that opens nothing, or is put out although admitted", run.Problems);
        var p99 = run.Percentile(0.99);
        Line($"| 99 of 100 presses of Admit are answered within {FaultRunResult.Budget.TotalSeconds:0} s | {(p99 <= FaultRunResult.Budget ? "-" : $"{p99.TotalSeconds:0.0} s")} | {YesNo(p99 <= FaultRunResult.Budget)} |").Line();
    }

    private void Waits()
    {
        Line("One press of Admit, from the call to its answer over the hub:").Line().Line("| Answer | Presses | p50 s | p99 s | worst s |").Line("|---|---|---|---|---|");
        foreach (var group in run.Presses.GroupBy(p => p.Answer).OrderByDescending(g => g.Count())) Row(group.Key, [.. group.Select(p => p.Took)]);
        Row("all", [.. run.Presses.Select(p => p.Took)]);
        Line();
    }

    private void Ways()
    {
        Line("How the visits came to their video, and how long after the first press:").Line().Line("| Way | Visits | p50 s | p99 s | worst s |").Line("|---|---|---|---|---|");
        foreach (var (way, words) in Words) Row(words, [.. run.Visits.Where(v => v.WayIn == way).Select(v => v.UntilGranted)]);
        Line();
        Line($"Of the visits {run.Visits.Count(v => v.Rooms.Count == 1)} had people in one room of the vendor, {run.Visits.Count(v => v.Rooms.Count > 1)} in more. The run took {run.Took.TotalSeconds:0} s; "
            + $"{run.Settled.TotalSeconds:0} s after its end the vendor had {run.Orphans.Count} rooms. {run.Rooms.Count} rooms were made, {run.Spec.Strays} of them outside any visit, as after a crash.").Line();
    }

    private void Vendor()
    {
        var asked = run.Requests.Where(r => !r.WhileDown).ToArray();
        var kinds = asked.GroupBy(r => r.Fault.Kind).ToDictionary(g => g.Key, g => g.ToArray());
        Line($"The vendor was asked {run.Requests.Count} times, {run.Requests.Count - asked.Length} of them during the {run.Spec.Outage.TotalSeconds:0} s for which it was away (a third each 503, silence and RST, "
            + $"nothing done), and {run.AskedAfterwards} times after the last visit. Its faults, the outage apart:").Line();
        Line("| Fault | Requests | Share % | of which after the effect |").Line("|---|---|---|---|");
        foreach (var kind in Enum.GetValues<FaultKind>().Where(kinds.ContainsKey))
            Line($"| {Name(kind)} | {kinds[kind].Length} | {100.0 * kinds[kind].Length / asked.Length:0.0} | {kinds[kind].Count(r => r.Fault.AfterEffect)} |");
        Line().Line("| Request | Times |").Line("|---|---|");
        foreach (var group in run.Requests.GroupBy(Shape).OrderByDescending(g => g.Count())) Line($"| `{group.Key}` | {group.Count()} |");
        Line();
    }

    private void Callbacks() => Line(
        $"Callbacks: {run.Callbacks.Told} to tell, {run.Callbacks.Lost} of them lost, {run.Spec.Callbacks.Late:P0} late by up to {run.Spec.Callbacks.LateBy.TotalSeconds:0} s, "
        + $"{run.Spec.Callbacks.Doubled:P0} told twice; our server took {run.Callbacks.Accepted} posts and left {run.Callbacks.Failed} untaken.");

    private void Promise(string words, IReadOnlyList<string> broken) => Line($"| {words} | {(broken.Count == 0 ? "-" : $"{broken.Count}: {string.Join("; ", broken.Take(5))}")} | {YesNo(broken.Count == 0)} |");

    private void Row(string name, TimeSpan[] times)
    {
        if (times.Length == 0) return;
        var sorted = times.Order().ToArray();
        double At(double share) => sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)].TotalSeconds;
        Line($"| {name} | {sorted.Length} | {At(0.5):0.00} | {At(0.99):0.00} | {At(1):0.00} |");
    }

    private FaultsReport Line(string line = "")
    {
        _text.AppendLine(line);
        return this;
    }

    private FaultsReport Line(FormattableString line) => Line(line.ToString(CultureInfo.InvariantCulture));

    private static string YesNo(bool kept) => kept ? "yes" : "**no**";

    private static (WayIn, string)[] Words =>
    [
        (WayIn.FirstPress, "at the first press"), (WayIn.Repeated, "by repeating the press"), (WayIn.Fallback, "between the browsers, as offered"),
        (WayIn.GivenUp, "the patient left, and the visit was cancelled"), (WayIn.None, "never"),
    ];

    private static string Name(FaultKind kind) => kind switch
    {
        FaultKind.None => "none",
        FaultKind.HeldBack => "429",
        FaultKind.Broken => "500 or 503",
        FaultKind.Silent => "no answer",
        FaultKind.Reset => "RST",
        FaultKind.HalfClosed => "half closed",
        FaultKind.SlowBody => "body of one byte per 100 ms",
        FaultKind.Garbage => "200 with garbage",
        FaultKind.Redirect => "redirect",
    };

    private static string Shape(SeenRequest request)
    {
        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return $"{request.Method} /{string.Join('/', parts.Select((p, i) => i % 2 == 0 ? i == 0 ? p : "{id}" : p))}";
    }
}
