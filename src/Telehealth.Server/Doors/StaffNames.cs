using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Doors;

/// <summary>Names of staff beside their ids; records hold ids alone.</summary>
internal sealed class StaffNames(TelehealthDb db)
{
    public async Task<Func<Guid, string?>> OfAsync(IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var wanted = ids.OfType<Guid>().Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => wanted.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => $"{u.GivenName} {u.FamilyName}", cancellation);
        return id => names.GetValueOrDefault(id);
    }
}
