using System.Reflection;
using System.Text;
using System.Text.Json;
using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Tests.Live.Contract;

/// <summary>Writes the messages of the hub as TypeScript, by reflection over the very types that are sent.</summary>
internal sealed class TypeScript
{
    private static readonly HashSet<Type> Texts =
    [
        typeof(string), typeof(Guid), typeof(Instant), typeof(LocalDate), typeof(VisitId), typeof(ParticipantId), typeof(PatientId), typeof(StaffId), typeof(AuthorityId),
        typeof(CommandId), typeof(ConcernId),
    ];

    private readonly SortedDictionary<string, string> declared = new(StringComparer.Ordinal);
    private readonly NullabilityInfoContext nullability = new();

    public string Write(Type hub, Type client)
    {
        var methods = Interface("HubMethods", hub, m => $"{m.Name}: {{ request: {NameOf(m.GetParameters()[0].ParameterType)}; answer: {NameOf(m.ReturnType.GetGenericArguments()[0])} }};");
        var messages = Interface("HubMessages", client, m => $"{m.Name}: {NameOf(m.GetParameters()[0].ParameterType)};");
        return "// Written from the server's types by ContractTests; do not edit.\n\n" + string.Join("\n\n", declared.Values) + "\n\n" + methods + "\n\n" + messages + "\n";
    }

    private static string Interface(string name, Type type, Func<MethodInfo, string> line) =>
        $"export interface {name} {{\n{string.Concat(type.GetMethods().OrderBy(m => m.Name, StringComparer.Ordinal).Select(m => $"  {line(m)}\n"))}}}";

    private string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return NameOf(inner);
        if (Texts.Contains(type)) return "string";
        if (type == typeof(bool)) return "boolean";
        if (type == typeof(int) || type == typeof(long) || type == typeof(double)) return "number";
        if (type == typeof(JsonElement)) return "unknown";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)) return $"Record<string, {NameOf(type.GetGenericArguments()[1])}>";
        if (type.IsGenericType) return $"{NameOf(type.GetGenericArguments()[0])}[]";
        if (!declared.ContainsKey(type.Name)) Declare(type);
        return type.Name;
    }

    private void Declare(Type type)
    {
        declared[type.Name] = "";
        declared[type.Name] = type.IsEnum
            ? $"export type {type.Name} = {string.Join(" | ", Enum.GetNames(type).Select(n => $"'{n}'"))};"
            : Record(type);
    }

    private string Record(Type type)
    {
        var text = new StringBuilder($"export interface {type.Name} {{\n");
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            var optional = nullability.Create(property).ReadState is NullabilityState.Nullable || Nullable.GetUnderlyingType(property.PropertyType) is not null;
            text.Append($"  {JsonNamingPolicy.CamelCase.ConvertName(property.Name)}{(optional ? "?" : "")}: {NameOf(property.PropertyType)};\n");
        }

        return text.Append('}').ToString();
    }
}
