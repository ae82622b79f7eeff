using System.Text.Json.Nodes;
using NodaTime;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Tests.Rules;

/// <summary>A folder of rule files, made from the built-in ones with one thing changed. Dispose it.</summary>
internal sealed class RuleFolder : IDisposable
{
    public static readonly LocalDate Today = new(2026, 11, 24);

    public string Path { get; } = Directory.CreateTempSubdirectory("telehealth-rules-").FullName;

    public RuleFolder With(string file, Action<JsonObject> change)
    {
        var json = JsonNode.Parse(RuleFiles.ReadBuiltIn(file))!.AsObject();
        change(json);
        return WithText(file, json.ToJsonString());
    }

    public RuleFolder WithRow(string file, string id, Action<JsonObject> change) =>
        With(file, json => change(json["rows"]!.AsArray().Select(r => r!.AsObject()).Single(r => (r["id"] ?? r["state"])!.GetValue<string>() == id)));

    public RuleFolder WithText(string file, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, file), text);
        return this;
    }

    public ReadRules Read() => RuleSetReader.Read(Path, Today);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
