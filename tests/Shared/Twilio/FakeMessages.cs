using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Telehealth.Tests.Shared.Twilio;

public sealed class FakeMessage
{
    public required string Sid { get; init; }
    public required string To { get; init; }
    public required string From { get; init; }
    public required string Service { get; init; }
    public required string Body { get; init; }
    public required string StatusCallback { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string Status { get; internal set; } = "queued";
    public int? ErrorCode { get; internal set; }
}

/// <summary>Text messages: taken, then moved on by the test, each step called back.</summary>
public sealed class FakeMessages
{
    /// <summary>The vendor's magic number that no message reaches.</summary>
    public const string Invalid = "+15005550001";

    private readonly FakeAccount _account;
    private readonly FakeCallbacks _callbacks;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly List<FakeMessage> _messages = [];

    internal FakeMessages(FakeAccount account, FakeCallbacks callbacks, TimeProvider time) => (_account, _callbacks, _time) = (account, callbacks, time);

    /// <summary>Every message that was ever taken, oldest first.</summary>
    public IReadOnlyList<FakeMessage> All
    {
        get { lock (_gate) return [.. _messages]; }
    }

    /// <summary>Numbers that answered STOP: 21610.</summary>
    public HashSet<string> OptedOut { get; } = [];

    /// <summary>The carrier got on with it: <c>sending, sent, delivered, undelivered, failed</c>.</summary>
    public void Move(FakeMessage message, string status, int? errorCode = null)
    {
        lock (_gate) (message.Status, message.ErrorCode) = (status, errorCode);
        if (message.StatusCallback.Length == 0) return;
        List<(string Name, string Value)> fields =
        [
            ("AccountSid", _account.Sid), ("ApiVersion", "2010-04-01"), ("From", message.From), ("To", message.To), ("MessageSid", message.Sid), ("SmsSid", message.Sid),
            ("MessageStatus", status), ("SmsStatus", status),
        ];
        if (message.Service.Length > 0) fields.Add(("MessagingServiceSid", message.Service));
        if (errorCode is { } code) fields.Add(("ErrorCode", code.ToString(CultureInfo.InvariantCulture)));
        _callbacks.Tell(message.StatusCallback, fields);
    }

    internal void Map(IEndpointRouteBuilder app)
    {
        const string path = "/2010-04-01/Accounts/{account}";
        app.MapPost(path + "/Messages.json", async (string account, HttpContext http) => Create(account, await http.Request.ReadFormAsync()));
        app.MapGet("/v1/Services/{sid}", (string sid) => sid == FakeAccount.ServiceSid ? Results.Json(new { sid }) : Error.Answer(404, 20404));
        app.MapGet(path + "/Messages.json", (HttpContext http) => List(http));
        app.MapGet(path + "/Messages/{sid}.json", (string sid) => All.FirstOrDefault(m => m.Sid == sid) is { } message ? Results.Json(Json(message)) : Error.Answer(404, 20404));
    }

    private IResult Create(string account, IFormCollection form)
    {
        string Field(string name) => form[name].ToString();
        if (account != _account.Sid) return Error.Answer(404, 20404);
        if (Field("To").Length == 0) return Error.Answer(400, 21604);
        if (Field("From").Length == 0 && Field("MessagingServiceSid").Length == 0) return Error.Answer(400, 21603);
        if (Field("Body").Length == 0) return Error.Answer(400, 21602);
        if (Field("Body").Length > 1_600) return Error.Answer(400, 21617);
        if (Field("To") is Invalid or not ['+', _, _, _, _, _, _, _, ..]) return Error.Answer(400, 21211);
        if (OptedOut.Contains(Field("To"))) return Error.Answer(400, 21610);
        var message = new FakeMessage
        {
            Sid = "SM" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), To = Field("To"), From = Field("From") is { Length: > 0 } from ? from : "+15005550006",
            Service = Field("MessagingServiceSid"), Body = Field("Body"), StatusCallback = Field("StatusCallback"), CreatedAt = _time.GetUtcNow(),
            Status = Field("MessagingServiceSid").Length > 0 ? "accepted" : "queued",
        };
        lock (_gate) _messages.Add(message);
        return Results.Json(Json(message), statusCode: 201);
    }

    private IResult List(HttpContext http)
    {
        var found = All.Where(m => http.Fits("To", m.To) && http.Fits("From", m.From)).Reverse().Select(Json).ToList();
        return Results.Json(new
        {
            messages = found, page = 0, page_size = 50, start = 0, end = Math.Max(0, found.Count - 1), uri = http.Request.Path.Value, first_page_uri = http.Request.Path.Value,
            next_page_uri = (string?)null, previous_page_uri = (string?)null,
        });
    }

    private object Json(FakeMessage message) => new
    {
        sid = message.Sid, account_sid = _account.Sid, messaging_service_sid = message.Service.Length > 0 ? message.Service : null, to = message.To, from = message.Service.Length > 0 ? null : message.From,
        body = message.Body, status = message.Status, direction = "outbound-api", date_created = message.CreatedAt.Rfc2822(), date_updated = message.CreatedAt.Rfc2822(), date_sent = (string?)null,
        num_segments = "1", num_media = "0", price = (string?)null, price_unit = (string?)null, error_code = message.ErrorCode, error_message = (string?)null, api_version = "2010-04-01",
        uri = $"/2010-04-01/Accounts/{_account.Sid}/Messages/{message.Sid}.json", subresource_uris = new { media = $"/2010-04-01/Accounts/{_account.Sid}/Messages/{message.Sid}/Media.json" },
    };
}
