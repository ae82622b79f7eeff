using System.Collections;
using System.Globalization;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Hosting;

/// <summary>
/// Compares every setting with what it was at the last start, and records the names of those that changed. What is kept is a mark under the
/// master key: neither the log nor the database learns a value, and nobody without the key can try one out.
/// </summary>
internal sealed class SettingMarks(IClinicDesk desk, MasterKeys keys, IConfiguration configuration, IServiceProvider services)
{
    private const string Area = "settings";
    private const string KeyName = "(master key)";

    public Task CompareAsync(CancellationToken cancellation)
    {
        var now = Read().Append(KeyValuePair.Create(KeyName, keys.CurrentId)).ToDictionary(s => s.Key, s => keys.Mark("settings", $"{s.Key}={s.Value}"), StringComparer.Ordinal);
        return desk.ExecuteAsync(Actor.System, (work, token) => CompareAsync(work, now, token), cancellation);
    }

    private static async Task<bool> CompareAsync(ClinicWork work, Dictionary<string, string> now, CancellationToken cancellation)
    {
        var before = await work.Db.SettingMarks.ToDictionaryAsync(m => m.Name, StringComparer.Ordinal, cancellation);
        var first = before.Count == 0;
        // Another master key marks everything anew, whatever it says.
        var rekeyed = before.TryGetValue(KeyName, out var key) && key.Mark != now[KeyName];
        var changed = now.Where(s => !before.TryGetValue(s.Key, out var mark) || mark.Mark != s.Value).Select(s => s.Key).Order(StringComparer.Ordinal).ToArray();
        foreach (var name in changed)
        {
            if (before.TryGetValue(name, out var row)) row.Mark = now[name];
            else work.Db.SettingMarks.Add(new SettingMarkRow { Name = name, Mark = now[name] });
        }

        if (first || rekeyed) work.Record(RecordOf(first ? "SettingsNoted" : "MasterKeyChanged", [], now.Count));
        else if (changed.Length > 0) work.Record(RecordOf("SettingsChanged", changed, now.Count));
        return true;
    }

    private static ClinicRecord RecordOf(string code, string[] names, int count) =>
        new(code, Area, new Dictionary<string, string>(), new Dictionary<string, object?> { ["names"] = names, ["settings"] = (long)count });

    /// <summary>Every property of every options class of ours as it is in force, and the connection strings.</summary>
    private IEnumerable<KeyValuePair<string, string>> Read()
    {
        foreach (var name in new[] { "ConnectionStrings:Telehealth", "ConnectionStrings:Redis", "AllowedHosts" }) yield return new(name, configuration[name] ?? "");
        var options = typeof(SettingMarks).Assembly.GetTypes().Where(t => t.Name.EndsWith("Options", StringComparison.Ordinal) && t.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true });
        foreach (var type in options)
        {
            if (services.GetService(typeof(IOptions<>).MakeGenericType(type)) is not { } bound) continue;
            var section = (string)type.GetField("Section")!.GetRawConstantValue()!;
            foreach (var setting in Of(bound.GetType().GetProperty("Value")!.GetValue(bound)!, section)) yield return setting;
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(object options, string section)
    {
        foreach (var property in options.GetType().GetProperties().Where(p => p.CanWrite && p.GetIndexParameters().Length == 0))
        {
            var (name, value) = (section.Length == 0 ? property.Name : $"{section}:{property.Name}", property.GetValue(options));
            if (value is not null && property.PropertyType.IsClass && property.PropertyType.Namespace!.StartsWith("Telehealth", StringComparison.Ordinal))
            {
                foreach (var inner in Of(value, name)) yield return inner;
                continue;
            }

            yield return new(name, TextOf(value));
        }
    }

    private static string TextOf(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable all => string.Join('\n', all.Cast<object?>().Select(TextOf)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
