using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Telehealth.Browser.Tests.Support;

/// <summary>Stands between a page and the hub, and puts another reason into every decision that is answered; all else goes through as it is.</summary>
internal sealed class RewrittenAnswers
{
    private const char End = '\u001e';

    public (string Verdict, string Code)? Now { get; set; }

    public static async Task<RewrittenAnswers> OnAsync(IPage page)
    {
        var rewritten = new RewrittenAnswers();
        await page.RouteWebSocketAsync("**/hubs/visits**", socket =>
        {
            var server = socket.ConnectToServer();
            server.OnMessage(frame =>
            {
                if (frame.Text is { } text) socket.Send(rewritten.Of(text));
                else socket.Send(frame.Binary!);
            });
        });
        return rewritten;
    }

    private string Of(string text) => Now is { } now ? string.Join(End, text.Split(End).Select(message => Of(message, now))) : text;

    private static string Of(string message, (string Verdict, string Code) now)
    {
        if (!message.Contains("\"decision\"", StringComparison.Ordinal) || JsonNode.Parse(message) is not JsonObject root || (int?)root["type"] is not 3) return message;
        if (root["result"] is not JsonObject result) return message;
        foreach (var decision in new[] { result["decision"], (result["refusal"] as JsonObject)?["decision"] }.OfType<JsonObject>())
        {
            decision["verdict"] = now.Verdict;
            decision["reasons"] = new JsonArray(new JsonObject { ["code"] = now.Code, ["severity"] = now.Verdict, ["text"] = "" });
        }

        return root.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.Web));
    }
}
