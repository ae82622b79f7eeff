using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Storage;

/// <summary>The schema comes from the migrations alone, and says the same as the model.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void Migrations_of_sqlite_say_what_the_model_says()
    {
        using var db = new SqliteDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Migrations_of_postgres_say_what_the_model_says()
    {
        using var db = new PostgresDesignTime().CreateDbContext([]);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Migrating_an_empty_postgres_database_brings_it_up_to_date_and_again_changes_nothing()
    {
        var server = await DatabaseServer.CommonAsync();
        var target = StorageTarget.Of(server.ConnectionString(await server.CreateDatabaseAsync()), new());
        var pending = await Assert.ThrowsAsync<StartRefusedException>(() => DatabaseNode.StartAsync(target.ConnectionString));
        var (first, second) = (new StringWriter(), new StringWriter());

        await MigrateCommand.MigrateAsync(target, first, default);
        await MigrateCommand.MigrateAsync(target, second, default);

        Assert.Contains("telehealth migrate", pending.Message);
        Assert.Contains("Applied", first.ToString());
        Assert.Contains("up to date", second.ToString());
        await using var node = await DatabaseNode.StartAsync(target.ConnectionString);
        await node.IntactAsync((await new DatabaseClinic(node).ScheduledVisitAsync()).Id);
    }
}
