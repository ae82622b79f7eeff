using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Salt">Hex; with the detail's text it opens the record's commitment.</param>
/// <param name="Text">The canonical JSON to which the record commits.</param>
/// <param name="ErasedAt">When the key was destroyed.</param>
internal sealed record DetailView(DetailState State, JsonNode? Detail = null, string? Salt = null, string? Text = null, Instant? ErasedAt = null);

/// <summary>The personal part of one record: opened, held against the record's commitment, and the look recorded before it is answered.</summary>
internal sealed class ReadDetail(TelehealthDb db, IClinicDesk desk, RecordDetails details)
{
    public async Task<Answer<DetailView>> HandleAsync(Caller caller, long id, CancellationToken cancellation)
    {
        if (await db.Records.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation) is not { } row) return await PrunedRecords.WhyGoneAsync(db, id, cancellation);
        await desk.AppendAsync(caller.Actor, new ClinicRecord("DetailRead", ReadRecords.Area, RecordSubjects.Of(row), new Dictionary<string, object?> { ["record"] = row.Hash, ["of"] = row.Code }), cancellation);
        var opened = await details.OpenAsync(db, row, cancellation);
        if (opened.Detail is not { } detail) return new DetailView(opened.State, ErasedAt: opened.ErasedAt);
        var text = System.Text.Encoding.UTF8.GetString(detail.Plaintext.Span);
        return new DetailView(opened.State, JsonNode.Parse(text), Convert.ToHexStringLower(detail.Salt.Span), text);
    }
}
