using System.Globalization;
using System.Text;
using System.Text.Json;
using Telehealth.Domain.Records;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>
/// The sealed log for programs that collect logs: one JSON object per line, <c>{"leafIndex":N,"hash":"…","record":{…}}</c> with the record's own bytes,
/// in the order of the leaves and without a gap; a record that retention has pruned is <c>{"leafIndex":N,"pruned":true}</c>.
/// </summary>
internal sealed class StreamLog(LeafReader leaves, IClinicDesk desk)
{
    public const string ContentType = "application/x-ndjson";
    private const int Default = 1000;
    private const int Most = 5000;

    /// <param name="after">The leaf index of the last line that the caller has; absent for the beginning.</param>
    public async Task<IResult> HandleAsync(Caller caller, long? after, int? limit, HttpResponse response, CancellationToken cancellation)
    {
        if (after is < 0 || limit is < 1 or > Most) return Problems.Invalid(("after", "a leaf index"), ("limit", $"1 to {Most}")).ToResult();
        var records = await leaves.ReadAsync(after + 1 ?? 0, limit ?? Default, cancellation);
        await desk.AppendAsync(caller.Actor, new ClinicRecord("LogStreamed", ReadRecords.Area, new Dictionary<string, string>(),
            new Dictionary<string, object?> { ["after"] = after, ["items"] = records.Count }), cancellation);
        if (records.Count > 0) response.Headers["X-Last-Leaf"] = records[^1].Leaf.ToString(CultureInfo.InvariantCulture);
        return Results.Text(Lines(records), ContentType, Encoding.UTF8);
    }

    private static string Lines(IReadOnlyList<SealedRecord> records)
    {
        var text = new StringBuilder();
        foreach (var record in records)
        {
            if (record.Bytes is null) text.Append(CultureInfo.InvariantCulture, $"{{\"leafIndex\":{record.Leaf},\"pruned\":true}}\n");
            else text.Append(CultureInfo.InvariantCulture, $"{{\"leafIndex\":{record.Leaf},\"hash\":{JsonSerializer.Serialize(record.Hash)},{Held(record.Bytes)}}}\n");
        }

        return text.ToString();
    }

    // Whoever collects must not stumble over what somebody damaged here: the line stays JSON, and holds the very bytes.
    private static string Held(byte[] bytes) => bytes is [(byte)'{', ..] && CanonicalJson.Problem(bytes) is null ? $"\"record\":{Encoding.UTF8.GetString(bytes)}" : $"\"damaged\":\"{Convert.ToBase64String(bytes)}\"";
}
