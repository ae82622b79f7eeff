using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>Things for the front desk to do, added inside the work that causes them.</summary>
internal static class FrontDeskItems
{
    public const string Area = "work";

    /// <param name="cause">The same cause adds one item, however often it is told.</param>
    public static async Task AddAsync(ClinicWork work, WorkItemKind kind, VisitId? visit, string cause, CancellationToken cancellation)
    {
        if (await work.Db.WorkItems.AnyAsync(i => i.Cause == cause, cancellation)) return;
        var item = new WorkItem { Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), Kind = kind, VisitId = visit, Cause = cause, At = work.Now };
        work.Db.WorkItems.Add(item);
        var subject = visit is { } id ? new Dictionary<string, string> { ["visit"] = id.ToString() } : [];
        work.Record(new ClinicRecord("WorkItemAdded", Area, subject, new Dictionary<string, object?> { ["item"] = item.Id.ToString("D"), ["kind"] = kind.ToString() }));
    }
}
