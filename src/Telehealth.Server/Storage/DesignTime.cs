using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Telehealth.Server.Storage;

/// <summary>Used by <c>dotnet ef</c> only; never connects.</summary>
internal sealed class SqliteDesignTime : IDesignTimeDbContextFactory<SqliteTelehealthDb>
{
    public SqliteTelehealthDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteTelehealthDb>().UseSqlite(StorageTarget.DefaultConnectionString).Options);
}

/// <summary>Used by <c>dotnet ef</c> only; never connects.</summary>
internal sealed class PostgresDesignTime : IDesignTimeDbContextFactory<PostgresTelehealthDb>
{
    public PostgresTelehealthDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresTelehealthDb>().UseNpgsql("Host=localhost").Options);
}
