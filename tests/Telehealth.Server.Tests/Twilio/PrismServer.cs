using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Twilio;

/// <summary>
/// The vendor's OpenAPI documents, byte for byte as published, and Stoplight Prism to serve it or to stand before a server and judge both sides.
/// They have no error answers; these are added in the vendor's shape, so that they can be asked for.
/// </summary>
public sealed class PrismTools : IAsyncLifetime
{
    /// <summary>The interface of rooms, and the one that messages belong to.</summary>
    internal const string Video = "video.json", Api = "api.json";

    private static readonly (string Name, string Published, string Sha256)[] Documents =
    [
        (Video, "src/services/twilio-api/twilio_video_v1.json", "162f62d432a227cb5aab8da45af7bbfceca5569feff4e26529504583946d1383"),
        (Api, "src/services/twilio-api/twilio_api_v2010.json", "170b3ccd0f891416840083d72f1795b1499b14a18d4873fd2b39f47ef84642d6"),
    ];

    private readonly List<Process> _servers = [];
    private string _folder = "";

    public async Task InitializeAsync()
    {
        if (!NodeTools.AreHere) return;
        _folder = await NodeTools.InstallAsync("@stoplight/prism-cli@5.14.2");
        foreach (var (name, path, sha256) in Documents)
        {
            var published = await NodeTools.FileOfAsync("@twilio/cli-core@9.0.0", path);
            Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(published)));
            await File.WriteAllTextAsync(Path.Combine(_folder, name), WithErrors(JsonNode.Parse(published)!).ToJsonString());
        }
    }

    public Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            if (!server.HasExited) server.Kill();
            server.WaitForExit();
            server.Dispose();
        }

        if (_folder.Length > 0) Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Answers with the document's examples.</summary>
    internal Task<Uri> MockAsync(string document = Video) => StartAsync(port => ["mock", "-h", "127.0.0.1", "-p", port, document]);

    /// <summary>Passes on to a server; a request or an answer that breaks the document becomes an error.</summary>
    internal Task<Uri> ProxyAsync(Uri server, string document = Video) => StartAsync(port => ["proxy", "--errors", "-h", "127.0.0.1", "-p", port, document, server.ToString().TrimEnd('/')]);

    private async Task<Uri> StartAsync(Func<string, IEnumerable<string>> arguments)
    {
        var address = ServerProcess.FreeAddress();
        var start = new ProcessStartInfo("node", ["node_modules/@stoplight/prism-cli/dist/index.js", .. arguments(address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))])
        {
            WorkingDirectory = _folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        _servers.Add(process);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Poll.UntilAsync(() => ListensAsync(address), "Prism listens", seconds: 60);
        return address;
    }

    private static async Task<bool> ListensAsync(Uri address)
    {
        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static JsonNode WithErrors(JsonNode document)
    {
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject()).Where(o => o.Key is "get" or "post" or "delete").Select(o => o.Value!.AsObject());
        foreach (var operation in operations)
        {
            foreach (var (status, code) in new[] { (400, 20001), (401, 20003), (403, 20403), (404, 20404), (429, 20429), (500, 20500), (503, 20503) })
            {
                operation["responses"]![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Error(status, code);
            }

            // The document forgets to say that lists are sent as repeated fields.
            if (operation["requestBody"]?["content"]?["application/x-www-form-urlencoded"] is not JsonObject form || form["schema"]?["properties"] is not JsonObject properties) continue;
            var repeated = properties.Where(p => p.Value?["type"]?.GetValue<string>() == "array");
            form["encoding"] = new JsonObject(repeated.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, new JsonObject { ["style"] = "form", ["explode"] = true })));
        }

        return document;
    }

    private static JsonObject Error(int status, int code)
    {
        var response = new JsonObject
        {
            ["description"] = "error",
            ["content"] = new JsonObject
            {
                ["application/json"] = new JsonObject
                {
                    ["schema"] = new JsonObject { ["type"] = "object" },
                    ["example"] = new JsonObject { ["code"] = code, ["message"] = "words", ["more_info"] = "https://www.twilio.com/docs/errors", ["status"] = status },
                },
            },
        };
        if (status is 429 or 503)
        {
            response["headers"] = new JsonObject { ["Retry-After"] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "integer", ["enum"] = new JsonArray(1), ["example"] = 1 } } };
        }

        return response;
    }
}
