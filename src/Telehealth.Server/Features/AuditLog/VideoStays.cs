using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.AuditLog;

/// <summary>One stay of one device in the video room, as the vendor told it.</summary>
/// <param name="Name">Of a member of staff; patients and guests are shown by role.</param>
/// <param name="From">Absent while only the end is known.</param>
/// <param name="To">Absent while still there.</param>
/// <param name="Minutes">Whole minutes, once both ends are known.</param>
/// <param name="Reconciled">An end was not told by the vendor at the time but found afterwards.</param>
internal sealed record VideoStay(ParticipantId ParticipantId, ParticipantRole? Role, string? Name, Instant? From, Instant? To, long? Minutes, bool Reconciled);

/// <summary>Who was in a visit's video rooms; empty where no vendor tells of it.</summary>
internal sealed class VideoStays(TelehealthDb db, StaffNames names)
{
    public async Task<IReadOnlyList<VideoStay>> OfAsync(VisitId id, CancellationToken cancellation)
    {
        var rows = await db.Attendances.AsNoTracking().Where(a => a.VisitId == id).ToListAsync(cancellation);
        if (rows.Count == 0) return [];
        var visit = VisitSnapshots.Read(await db.Visits.AsNoTracking().Where(v => v.Id == id).Select(v => v.Snapshot).SingleAsync(cancellation));
        var nameOf = await names.OfAsync(visit.Participants.Select(p => p.StaffId?.Value), cancellation);
        return [.. rows.OrderBy(r => r.From ?? r.To).ThenBy(r => r.ConnectionId, StringComparer.Ordinal).Select(r => StayOf(r, visit.Find(r.ParticipantId), nameOf))];
    }

    private static VideoStay StayOf(AttendanceRow row, Participant? who, Func<Guid, string?> nameOf) => new(
        row.ParticipantId, who?.Role, who?.StaffId is { } staff ? nameOf(staff.Value) : null, row.From, row.To,
        row is { From: { } from, To: { } to } ? (long)(to - from).TotalMinutes : null, row.Reconciled);
}
