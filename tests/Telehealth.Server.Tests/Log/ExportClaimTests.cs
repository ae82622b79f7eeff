using Microsoft.Extensions.DependencyInjection;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Exports;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Log.Adversary;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

public sealed class ExportClaimTests(PostgresDatabase database) : IClassFixture<PostgresDatabase>
{
    [Fact]
    public async Task Keeping_an_export_in_hand_takes_nothing_back_of_what_its_step_writes_at_the_same_time()
    {
        await using var node = await DatabaseNode.StartAsync(database.ConnectionString, more: services => services.AddSingleton<ExportFolder>().AddSingleton<ExportBook>());
        var row = new LogExportRow
        {
            Id = Guid.NewGuid(), Query = "", FromAt = null, ToAt = null, Whole = true, Formats = "", Purpose = "Archive", OriginNumber = 1, CreatedBy = new StaffId(Guid.NewGuid()),
            CreatedAt = node.Now, State = ExportState.Running, Step = ExportStep.Writing,
        };
        await node.Clinic.ExecuteAsync(Actor.System, (work, _) =>
        {
            work.Db.LogExports.Add(row);
            work.Record(ExportRecords.Requested(row, new Dictionary<string, string>(), null));
            return Task.FromResult(true);
        }, default);

        var book = node.Get<ExportBook>();
        var job = (await book.TakeAsync(default))!;
        await using var step = await node.Get<DatabaseLinks>().OpenAsync(default);
        await using var writing = await step.BeginTransactionAsync();
        await step.DoAsync("UPDATE log_exports SET done = 2000 WHERE id = @p0", row.Id);
        var keeping = book.RenewAsync(job, default);
        await Poll.UntilAsync(async () => await node.NumberAsync("SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'") > 0, "it waits for the step", 30);
        await writing.CommitAsync();
        await keeping;

        Assert.Equal(2000m, await node.NumberAsync("SELECT done FROM log_exports"));
    }
}
