using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Licensure;

/// <summary>Everything ever recorded about one clinician's authorities, newest first.</summary>
internal sealed class ListAuthorities(TelehealthDb db, TimeProvider time)
{
    public async Task<Answer<Page<AuthorityItem>>> HandleAsync(StaffId clinician, CancellationToken cancellation)
    {
        if (!await db.Clinicians.AnyAsync(c => c.StaffId == clinician, cancellation)) return RefusalCode.NotFound;
        var rows = await db.Authorities.AsNoTracking().Where(a => a.ClinicianId == clinician).OrderByDescending(a => a.Sequence).ToListAsync(cancellation);
        var today = time.Now().InUtc().Date;
        return new Page<AuthorityItem>([.. rows.Select(r => AuthorityItem.Of(r, rows, today))]);
    }
}
