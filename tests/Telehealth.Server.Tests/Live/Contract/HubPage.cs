using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Telehealth.Server.Live;

namespace Telehealth.Server.Tests.Live.Contract;

/// <summary>docs/hub.md from the documentation of the two interfaces.</summary>
internal static partial class HubPage
{
    public static string Write()
    {
        var docs = XDocument.Load(Path.ChangeExtension(typeof(IVisitHub).Assembly.Location, ".xml")).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value);
        var page = new StringBuilder("# The hub\n\nWritten from the server's interfaces; a test fails when it is stale. JSON over SignalR at `/hubs/visits`; shapes are in `src/web/contract/generated.ts`.\n\n");
        page.Append(TextOf(docs[$"T:{typeof(IVisitHub).FullName}"], "summary")).Append("\n\n## Client to server\n| Method | Request, answer | What | Who, refusals |\n|---|---|---|---|\n");
        foreach (var method in typeof(IVisitHub).GetMethods()) page.Append(RowOf(method, docs[NameOf(method)]));
        page.Append("\n## Server to client\n| Message | Shape | What |\n|---|---|---|\n");
        foreach (var method in typeof(IVisitClient).GetMethods()) page.Append($"| `{method.Name}` | {method.GetParameters()[0].ParameterType.Name} | {TextOf(docs[NameOf(method)], "summary")} |\n");
        return page.ToString();
    }

    private static string RowOf(MethodInfo method, XElement doc) =>
        $"| `{method.Name}` | {method.GetParameters()[0].ParameterType.Name}, {method.ReturnType.GetGenericArguments()[0].Name} | {TextOf(doc, "summary")} | {TextOf(doc, "remarks")} |\n";

    private static string NameOf(MethodInfo method) => $"M:{method.DeclaringType!.FullName}.{method.Name}({method.GetParameters()[0].ParameterType.FullName})";

    private static string TextOf(XElement doc, string part) => Blank().Replace(doc.Element(part)?.Value ?? "", " ").Trim();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
