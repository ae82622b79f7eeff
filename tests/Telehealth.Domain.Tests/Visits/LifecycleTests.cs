using System.Runtime.CompilerServices;
using System.Text;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Visits;

public class LifecycleTests
{
    private const string Rewrite = "TELEHEALTH_WRITE_DOCS";

    [Fact]
    public void Every_event_has_a_row_in_the_transition_table()
    {
        var events = typeof(VisitEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(VisitEvent)));
        Assert.Empty(events.Except(VisitTransitions.Table.Keys).Select(t => t.Name));
    }

    [Fact]
    public void No_event_leads_out_of_closed()
    {
        Assert.DoesNotContain(VisitTransitions.Table.Values.SelectMany(steps => steps), s => s is { From: VisitPhase.Closed, To: not VisitPhase.Closed });
    }

    [Fact]
    public void The_lifecycle_page_is_rendered_from_the_table()
    {
        var file = Path.Combine(Root(), "docs", "visit-lifecycle.md");
        var rendered = Page();
        if (Environment.GetEnvironmentVariable(Rewrite) is "1") File.WriteAllText(file, rendered);
        Assert.True(File.Exists(file), $"docs/visit-lifecycle.md is missing; set {Rewrite}=1 and run again");
        Assert.Equal(rendered, File.ReadAllText(file));
    }

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append("# The life of a visit\n\n");
        page.Append("Rendered from `VisitTransitions` by a test; `").Append(Rewrite).Append("=1 dotnet test tests/Telehealth.Domain.Tests` writes it anew.\n");
        page.Append("The phase is derived from a visit's events; this is what each event may do to it.\n\n");
        page.Append("```mermaid\nstateDiagram-v2\n    [*] --> Scheduled: VisitScheduled\n");
        foreach (var move in Moves()) page.Append("    ").Append(move.Key.From).Append(" --> ").Append(move.Key.To).Append(": ").AppendJoin(", ", move).Append('\n');
        page.Append("    Closed --> [*]\n```\n\n");
        page.Append("| Event | Moves | Leaves as it is |\n|---|---|---|\n");
        foreach (var (type, steps) in Rows())
        {
            var moves = steps.Where(s => s.From != s.To).Select(s => $"{s.From} to {s.To}");
            page.Append("| ").Append(type.Name).Append(" | ").AppendJoin("; ", moves).Append(" | ").AppendJoin(", ", steps.Where(s => s.From == s.To).Select(s => s.From)).Append(" |\n");
        }

        return page.ToString();
    }

    private static IEnumerable<IGrouping<PhaseStep, string>> Moves() => Rows()
        .SelectMany(row => row.Steps.Where(s => s.From != s.To), (row, step) => (step, row.Type.Name))
        .OrderBy(m => m.step.From).ThenBy(m => m.step.To)
        .GroupBy(m => m.step, m => m.Name);

    private static IEnumerable<(Type Type, PhaseStep[] Steps)> Rows() =>
        VisitTransitions.Table.OrderBy(row => row.Key.MetadataToken).Select(row => (row.Key, row.Value));

    private static string Root([CallerFilePath] string here = "")
    {
        var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Telehealth.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The repository's root was not found.");
    }
}
