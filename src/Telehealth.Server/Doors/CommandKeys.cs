using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Doors.Wire;

namespace Telehealth.Server.Doors;

/// <summary>Makes a command repeatable: its id is the caller's, by member or by <c>Idempotency-Key</c>; its hash covers the rest of the request.</summary>
internal static class CommandKeys
{
    public const string Header = "Idempotency-Key";

    /// <summary>Null when the caller gave neither; then each call is a command of its own.</summary>
    public static CommandKey? Of<TRequest>(HttpRequest http, CommandId? given, TRequest request)
    {
        var key = given?.Value ?? FromHeader(http);
        return key is { } id ? Of(new CommandId(id), request) : null;
    }

    public static CommandKey Of<TRequest>(CommandId id, TRequest request) => new(id, HashOf(request));

    /// <summary>Of a hub call, which always has an id.</summary>
    /// <param name="step">Of a command that commits more than once (admit): 0 the first time.</param>
    public static CommandKey OfCall<TRequest>(TRequest request, int step = 0) where TRequest : CommandBody =>
        new(request.CommandId!.Value, HashOf(JsonSerializer.SerializeToUtf8Bytes(request with { CommandId = null }, WireJson.Options), typeof(TRequest).Name), step);

    /// <summary>An id of something that the command makes, the same for every repetition of it.</summary>
    public static Guid Derive(CommandKey key, Caller caller, string what) => AsGuid($"{caller.Actor.Staff}{caller.Actor.Participant}/{key.Id}/{what}");

    private static Guid? FromHeader(HttpRequest http) =>
        http.Headers[Header] is not [{ Length: > 0 and <= 200 } text] ? null : Guid.TryParse(text, out var id) ? id : AsGuid(text);

    private static string HashOf<TRequest>(TRequest request)
    {
        var body = JsonSerializer.SerializeToNode(request, WireJson.Options) as JsonObject ?? [];
        body.Remove("commandId");
        return HashOf(Encoding.UTF8.GetBytes(body.ToJsonString()), typeof(TRequest).Name);
    }

    /// <summary>The object, with the request's name as its last member.</summary>
    private static string HashOf(ReadOnlySpan<byte> body, string name)
    {
        var named = Encoding.UTF8.GetBytes($"{(body.Length > 2 ? "," : "")}\"$\":\"{name}\"}}");
        return Convert.ToHexStringLower(SHA256.HashData([.. body[..^1], .. named]));
    }

    private static Guid AsGuid(string text) => new(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
}
