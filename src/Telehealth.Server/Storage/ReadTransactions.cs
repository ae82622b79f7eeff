using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;

namespace Telehealth.Server.Storage;

internal static class ReadTransactions
{
    /// <summary>Several reads of one and the same state. On SQLite deferred, so that it neither waits for the writer nor stops it.</summary>
    public static async Task<IDbContextTransaction> BeginReadAsync(this DatabaseFacade database, CancellationToken cancellation)
    {
        if (!database.IsSqlite())
        {
            return await database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        }

        await database.OpenConnectionAsync(cancellation);
        var connection = (SqliteConnection)database.GetDbConnection();
        return (await database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellation))!;
    }
}
