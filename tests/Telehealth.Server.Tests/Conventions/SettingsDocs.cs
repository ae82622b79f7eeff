using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Telehealth.Server.Tests.Conventions;

internal sealed record Setting(string Key, Type Type, object? Default, string Meaning);

/// <summary>Reads every options class of the server, and writes docs/settings.md and appsettings.json from their doc lines.</summary>
internal static class SettingsDocs
{
    private static readonly Setting[] NotBound =
    [
        new("ConnectionStrings:Telehealth", typeof(string), "Data Source=telehealth.db", "Database: \"Data Source=...\" is SQLite, \"Host=...\" is PostgreSQL. Default Data Source=telehealth.db."),
        new("ConnectionStrings:TelehealthMigrations", typeof(string), null, "Connection of `telehealth migrate`, `log reindex` and `log prune`, with the right to change the schema. Default: the one above."),
        new("AllowedHosts", typeof(string), "*", "Host names that are answered, separated by semicolons. Default *."),
    ];

    public static IReadOnlyList<Setting> All()
    {
        var docs = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Telehealth.Server.xml")).Descendants("member")
            .ToDictionary(m => m.Attribute("name")!.Value, m => Text(m.Element("summary")));
        var options = typeof(Program).Assembly.GetTypes()
            .Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true })
            .OrderBy(t => (string)t.GetField("Section")!.GetRawConstantValue()!, StringComparer.Ordinal);
        return [.. NotBound, .. options.SelectMany(t => Of(t, (string)t.GetField("Section")!.GetRawConstantValue()!, docs))];
    }

    public static string Markdown(IEnumerable<Setting> settings)
    {
        var text = new StringBuilder("# Settings\n\nWritten from the options' own doc lines; do not edit. Keys can stand in `appsettings.json`, in the environment (`Clinic__Name`) or on the\ncommand line (`--Clinic:Name=...`).\n\n| Setting | Default | Meaning |\n|---|---|---|\n");
        foreach (var s in settings) text.Append(CultureInfo.InvariantCulture, $"| `{s.Key}` | {(Json(s.Default) is "null" or "\"\"" ? "" : $"`{Json(s.Default)}`")} | {s.Meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        return text.ToString();
    }

    public static string AppSettings(IReadOnlyList<Setting> settings)
    {
        var text = new StringBuilder("// Every setting with its default. Uncomment or change what differs; docs/settings.md lists the same.\n{\n");
        var top = settings.GroupBy(s => s.Key.Contains(':', StringComparison.Ordinal) ? s.Key[..s.Key.IndexOf(':', StringComparison.Ordinal)] : "", StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var section in top)
        {
            var indent = section.Key.Length == 0 ? "  " : "    ";
            if (section.Key.Length > 0) text.Append(CultureInfo.InvariantCulture, $"\n  \"{section.Key}\": {{\n");
            Write(text, section.Select(s => s with { Key = section.Key.Length == 0 ? s.Key : s.Key[(section.Key.Length + 1)..] }), indent);
            if (section.Key.Length > 0) text.Append("  },\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void Write(StringBuilder text, IEnumerable<Setting> settings, string indent)
    {
        foreach (var s in settings)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}// {s.Meaning}\n");
            var off = s.Default is null ? "// " : "";
            text.Append(CultureInfo.InvariantCulture, $"{indent}{off}\"{s.Key}\": {(s.Default is null ? "\"\"" : Json(s.Default))},\n");
        }
    }

    private static IEnumerable<Setting> Of(Type type, string section, Dictionary<string, string> docs)
    {
        var defaults = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties().Where(p => p.CanWrite))
        {
            var key = section.Length == 0 ? property.Name : $"{section}:{property.Name}";
            if (property.PropertyType.Namespace!.StartsWith("Telehealth", StringComparison.Ordinal) && property.PropertyType.IsClass)
            {
                foreach (var inner in Of(property.PropertyType, key, docs)) yield return inner;
                continue;
            }

            yield return new Setting(key, property.PropertyType, property.GetValue(defaults), docs.GetValueOrDefault($"P:{type.FullName}.{property.Name}", ""));
        }
    }

    private static string Json(object? value) => value switch
    {
        null => "null",
        Enum e => $"\"{e}\"",
        string s => JsonSerializer.Serialize(s, Readable),
        Uri uri => JsonSerializer.Serialize(uri.OriginalString, Readable),
        IEnumerable list => $"[{string.Join(", ", list.Cast<object>().Select(Json))}]",
        bool b => b ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Text(XElement? summary)
    {
        foreach (var see in summary?.Descendants("see").ToList() ?? []) see.ReplaceWith(see.Attribute("cref")!.Value.Split('.')[^1]);
        return string.Join(' ', (summary?.Value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

}
