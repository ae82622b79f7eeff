using System.Collections.Immutable;
using NodaTime;

namespace Telehealth.Server.Desk.Rules;

/// <param name="Origin">Where it was read: <see cref="RuleFiles.BuiltIn"/>, or the clinic's folder.</param>
internal sealed record RuleFile(string Name, string Origin, byte[] Content);

/// <summary>The rule files of <c>rules/</c>, built in, and the clinic's own in their place.</summary>
internal static class RuleFiles
{
    public const string BuiltIn = "built in";
    public const string Clinic = "clinic";
    public const string ServedStates = "served-states.json";
    public const string Paths = "authority-paths.json";
    public const string Compacts = "compacts.json";
    public const string Minors = "minors.json";
    public const string Consents = "consents.json";
    public const string ConsentTexts = "consent-texts.json";
    public const string Flexibilities = "flexibilities.json";
    private const string Schema = "rules.schema.json";

    /// <summary>In ordinal order, as the hash goes through them.</summary>
    public static ImmutableArray<string> Names { get; } = [Paths, Compacts, ConsentTexts, Consents, Flexibilities, Minors, ServedStates];

    /// <summary>A clinic dates its rows where it is; the farthest east may be a day ahead of UTC.</summary>
    public static LocalDate Today(TimeProvider time) => Instant.FromDateTimeOffset(time.GetUtcNow()).WithOffset(Offset.FromHours(14)).Date;

    public static byte[] ReadBuiltIn(string name)
    {
        using var stream = typeof(RuleFiles).Assembly.GetManifestResourceStream($"rules/{name}") ?? throw new InvalidOperationException($"{name} is not built in.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Every file once. What stands in the folder and is no rule file is a mistake: a typing error in a name must not go unnoticed.</summary>
    public static ImmutableArray<RuleFile> Read(string? folder, ICollection<RuleProblem> problems)
    {
        var own = string.IsNullOrWhiteSpace(folder) ? [] : OwnFiles(folder, problems);
        return [.. Names.Select(name => own.TryGetValue(name, out var content) ? new RuleFile(name, Clinic, content) : new RuleFile(name, BuiltIn, ReadBuiltIn(name)))];
    }

    private static Dictionary<string, byte[]> OwnFiles(string folder, ICollection<RuleProblem> problems)
    {
        var own = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        if (!Directory.Exists(folder))
        {
            problems.Add(new(folder, "", "there is no such folder"));
            return own;
        }

        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (name == Schema) continue;
            if (Names.Contains(name)) Take(own, name, path, problems);
            else problems.Add(new(name, "", $"is no rule file; these are {string.Join(", ", Names)}"));
        }

        if (own.Count == 0 && problems.Count == 0) problems.Add(new(folder, "", "holds no rule file"));
        return own;
    }

    private static void Take(Dictionary<string, byte[]> own, string name, string path, ICollection<RuleProblem> problems)
    {
        try
        {
            own[name] = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(name, "", "cannot be read"));
        }
    }
}
