using Telehealth.Server.Storage;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Support;

/// <summary>A fresh, migrated database for one test class.</summary>
public abstract class DatabaseFixture : IAsyncLifetime
{
    internal string ConnectionString { get; private protected set; } = "";

    internal abstract bool SeveralNodes { get; }

    public abstract Task InitializeAsync();

    public abstract Task DisposeAsync();
}

public sealed class SqliteDatabase : DatabaseFixture
{
    private readonly string _folder = TestFolder.New("telehealth-sqlite-");

    internal override bool SeveralNodes => false;

    public override async Task InitializeAsync()
    {
        var file = Path.Combine(_folder, "telehealth.db");
        await SqliteTemplate.CopyAsync(file);
        ConnectionString = $"Data Source={file}";
    }

    public override Task DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }
}

public sealed class PostgresDatabase : DatabaseFixture
{
    private static readonly Lazy<Task<string>> Template = new(async () =>
    {
        var server = await DatabaseServer.CommonAsync();
        var name = await server.CreateDatabaseAsync();
        await MigrateCommand.MigrateAsync(StorageTarget.Of(server.ConnectionString(name) + ";Pooling=false", new()), TextWriter.Null, CancellationToken.None);
        return name;
    });

    internal override bool SeveralNodes => true;

    public override async Task InitializeAsync()
    {
        var server = await DatabaseServer.CommonAsync();
        ConnectionString = server.ConnectionString(await server.CreateDatabaseAsync(await Template.Value));
    }

    public override Task DisposeAsync() => Task.CompletedTask;
}
