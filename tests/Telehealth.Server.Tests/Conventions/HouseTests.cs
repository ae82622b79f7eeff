using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Tests.Shared;
using Xunit.Abstractions;

namespace Telehealth.Server.Tests.Conventions;

/// <summary>The shape of house.md, held.</summary>
public sealed partial class HouseTests(ITestOutputHelper output)
{
    private static readonly string Server = Path.Combine(Repository.Top, "src", "Telehealth.Server");

    private static readonly Dictionary<string, int> Ladder = new()
    {
        ["Storage"] = 0, ["Desk"] = 1, ["Doors"] = 2, ["Features"] = 3, ["Live"] = 4, ["PeerToPeer"] = 4, ["Twilio"] = 4, ["Hosting"] = 5,
    };

    private static IEnumerable<(string Path, string Text)> Files() =>
        Directory.EnumerateFiles(Server, "*.cs", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(Server, p).Replace('\\', '/'))
            .Where(p => !p.StartsWith("bin/", StringComparison.Ordinal) && !p.StartsWith("obj/", StringComparison.Ordinal) && !p.Contains("Migrations/", StringComparison.Ordinal))
            .Select(p => (p, File.ReadAllText(Path.Combine(Server, p))));

    [Fact]
    public void A_room_uses_only_rooms_to_its_left()
    {
        var wrong = from file in Files()
                    where file.Path.Contains('/', StringComparison.Ordinal)
                    let room = file.Path[..file.Path.IndexOf('/', StringComparison.Ordinal)]
                    from Match used in Room().Matches(WithoutComments(file.Text))
                    where Ladder.ContainsKey(used.Groups[1].Value) && !MayUse(file.Path, room, used)
                    select $"{file.Path}: {used.Value}";
        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Every_folder_is_a_room_of_the_house() =>
        Assert.DoesNotContain(
            Files().Where(f => f.Path.Contains('/', StringComparison.Ordinal)).Select(f => f.Path[..f.Path.IndexOf('/', StringComparison.Ordinal)]).Distinct(), r => !Ladder.ContainsKey(r));

    [Fact]
    public void Only_the_live_room_touches_hub_contexts() =>
        Assert.DoesNotContain(Files(), f => !f.Path.StartsWith("Live/", StringComparison.Ordinal) && f.Text.Contains("IHubContext", StringComparison.Ordinal));

    [Fact]
    public void Only_a_video_providers_room_knows_its_vendor() =>
        Assert.DoesNotContain(
            Files().Where(f => !f.Path.StartsWith("Twilio/", StringComparison.Ordinal) && !f.Path.EndsWith("Options.cs", StringComparison.Ordinal) && f.Path != "Program.cs"),
            f => WithoutComments(f.Text).Contains("twilio", StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void What_nobody_derives_from_is_sealed()
    {
        var types = typeof(Program).Assembly.GetTypes().Where(t => t.IsClass && t.GetCustomAttributes(typeof(CompilerGeneratedAttribute), false).Length == 0
            && t.Namespace?.StartsWith("Telehealth.Server", StringComparison.Ordinal) == true && !t.Namespace.Contains("Migrations", StringComparison.Ordinal)).ToList();
        Assert.Empty(types.Where(t => !t.IsSealed && !t.IsAbstract && !types.Any(o => o.BaseType == t)).Select(t => t.FullName));
    }

    [Fact]
    public void Program_is_a_contents_page() => Assert.True(File.ReadLines(Path.Combine(Server, "Program.cs")).Count() < 80);

    [Fact]
    public void Files_are_small()
    {
        var sizes = Files().Select(f => (f.Path, Lines: f.Text.AsSpan().Count('\n'))).OrderByDescending(f => f.Lines).ToList();
        output.WriteLine($"{sizes.Count} files, median {sizes[sizes.Count / 2].Lines} lines, 90th percentile {sizes[sizes.Count / 10].Lines}");
        foreach (var (path, lines) in sizes.Take(10)) output.WriteLine($"{lines} {path}");
        Assert.True(sizes[sizes.Count / 2].Lines <= 60, "The median file has more than 60 lines.");
        Assert.True(sizes[0].Lines <= 300, $"{sizes[0].Path} has {sizes[0].Lines} lines.");
    }

    [Fact]
    public void Every_refusal_has_a_text_and_a_status()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            var problem = Problem.Of(code);
            Assert.InRange(problem.Status, 400, 503);
            Assert.False(string.IsNullOrWhiteSpace(problem.Title) || string.IsNullOrWhiteSpace(problem.Detail), code.ToString());
        }
    }

    private static bool MayUse(string path, string room, Match used)
    {
        var (other, inner) = (used.Groups[1].Value, used.Groups[2].Value);
        if (other != room) return Ladder[other] < Ladder[room];
        return room != "Features" || inner.Length == 0 || path.StartsWith($"Features/{inner}/", StringComparison.Ordinal);
    }

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"\bTelehealth\.Server\.(\w+)(?:\.(\w+))?")]
    private static partial Regex Room();

    [GeneratedRegex(@"//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
