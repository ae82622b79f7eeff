using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Licensure;

/// <summary>Everything ever recorded about one clinician's authorities, newest first, with its status on a day: of what was on record by its end.</summary>
internal sealed class ListAuthorities(TelehealthDb db, TimeProvider time)
{
    public async Task<Answer<Page<AuthorityItem>>> HandleAsync(StaffId clinician, string? on, CancellationToken cancellation)
    {
        var today = time.Now().InUtc().Date;
        var day = on is null ? today : LocalDatePattern.Iso.Parse(on) is { Success: true, Value: var given } && given.Year is > 1900 and < 9999 ? given : default(LocalDate?);
        if (new Check().That(day is not null, "on", "YYYY-MM-DD").Problem is { } problem) return problem;
        if (!await db.Clinicians.AnyAsync(c => c.StaffId == clinician, cancellation)) return RefusalCode.NotFound;
        var rows = await db.Authorities.AsNoTracking().Where(a => a.ClinicianId == clinician).OrderByDescending(a => a.Sequence).ToListAsync(cancellation);
        var asOf = day!.Value < today ? day.Value.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() : Instant.MaxValue;
        return new Page<AuthorityItem>([.. rows.Select(r => AuthorityItem.Of(r, rows, day.Value, asOf))]);
    }
}
