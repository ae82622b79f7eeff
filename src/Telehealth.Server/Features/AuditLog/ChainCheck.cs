using System.Security.Cryptography;
using System.Text.Json;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Head">Hash of the last record.</param>
/// <param name="FirstBad">Sequence of the first record that does not fit; absent when the chain is whole.</param>
internal sealed record ChainView(long Length, string Head, bool Intact, long? FirstBad)
{
    /// <summary>Every record hashes to what is written beside it and names its predecessor, without a hole, up to the head that the visit's own row holds.</summary>
    /// <param name="pruned">Records of the log were removed by retention: the chain may begin later, with a record that names one that is gone.</param>
    public static ChainView Of(IReadOnlyList<RecordRow> bySequence, RecordHead head, bool pruned)
    {
        if (pruned && bySequence.Count == 0) return new ChainView(head.Seq, head.Hash, true, null);
        var (gone, prev) = (pruned ? bySequence[0].Seq - 1 : 0, pruned && bySequence[0].Seq > 1 ? PrevOf(bySequence[0].Bytes) : RecordHead.Empty.Hash);
        for (var i = 0; i < bySequence.Count; i++)
        {
            var row = bySequence[i];
            if (row.Seq != gone + i + 1 || Convert.ToHexStringLower(SHA256.HashData(row.Bytes)) != row.Hash || PrevOf(row.Bytes) != prev) return Broken(bySequence, gone + i + 1);
            prev = row.Hash;
        }

        return gone + bySequence.Count == head.Seq && prev == head.Hash ? new ChainView(head.Seq, prev, true, null) : Broken(bySequence, gone + bySequence.Count + 1);
    }

    private static ChainView Broken(IReadOnlyList<RecordRow> rows, long at) => new(rows.Count, rows.Count > 0 ? rows[^1].Hash : RecordHead.Empty.Hash, false, at);

    private static string? PrevOf(byte[] bytes)
    {
        try
        {
            using var record = JsonDocument.Parse(bytes);
            return record.RootElement.ValueKind is JsonValueKind.Object && record.RootElement.TryGetProperty("prev", out var prev) ? prev.GetString() : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
