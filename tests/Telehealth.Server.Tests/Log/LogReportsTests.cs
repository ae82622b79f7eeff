using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Telehealth.Domain;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk;
using Telehealth.Server.Desk.Sealing;
using Telehealth.Server.Storage.Model;
using Telehealth.Server.Tests.Notices;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Log;

/// <summary>The day's mail, over a real socket: a copy of the signed head with every admin, out of the database's reach.</summary>
public abstract class LogReportsTests(DatabaseFixture database) : IAsyncLifetime
{
    private readonly MailServer mail = new();

    private protected FakeTimeProvider Time { get; } = DatabaseNode.NewTime();

    public Task InitializeAsync() => database.InitializeAsync();

    public async Task DisposeAsync()
    {
        await mail.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task Once_a_day_every_admin_gets_the_newest_signed_head_as_it_can_be_kept_and_checked()
    {
        await using var node = await StartAsync();
        foreach (var (who, roles) in new[] { ("ada", StaffRoles.Admin), ("ben", StaffRoles.Admin | StaffRoles.FrontDesk), ("desk", StaffRoles.FrontDesk), ("auditor", StaffRoles.Auditor) }) await AddAsync(node, who, roles);
        await AddAsync(node, "gone", StaffRoles.Admin, disabled: true);
        await node.SealAsync();

        // The first turn starts the clock.
        Assert.Null(await ReportAsync(node));
        Time.Advance(TimeSpan.FromHours(23));
        Assert.Null(await ReportAsync(node));
        Assert.Empty(mail.Received);

        await AddAsync(node, "new", StaffRoles.Clinician);
        Time.Advance(TimeSpan.FromHours(1));
        await node.SealAsync();
        var head = await node.HeadAsync();
        Assert.Equal(2, await ReportAsync(node));
        Assert.Null(await ReportAsync(node));

        Assert.Equal(["ada@clinic.test", "ben@clinic.test"], mail.Received.Select(m => m.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        foreach (var message in mail.Received)
        {
            var kept = HeadIn(message.TextBody!);
            Assert.Equal(head.Note, kept);
            Assert.Null(Checkpoint.Open(kept, await node.KeysAsync()).Problem);
            Assert.Contains($"{head.Size} records", message.Subject, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_mail_is_a_record_so_that_a_day_without_visits_gets_a_head_of_its_own()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "ada", StaffRoles.Admin);
        await node.SealAsync();
        await ReportAsync(node);
        var sizes = new List<long>();
        for (var day = 0; day < 3; day++)
        {
            Time.Advance(TimeSpan.FromDays(1));
            Assert.Equal(1, await ReportAsync(node));
            Assert.Equal(1, await node.SealAsync());
            sizes.Add((await node.HeadAsync()).Size);
        }

        Assert.Equal(sizes.Distinct(), sizes);
        Assert.Equal(sizes.Select(s => (s - 1, 1L)), (await ReportedAsync(node)).Select(r => (r.GetProperty("size").GetInt64(), r.GetProperty("admins").GetInt64())));
    }

    [Fact]
    public async Task A_mail_that_nobody_took_stands_as_such_in_the_log_and_is_tried_again_within_the_hour()
    {
        await using var node = await StartAsync();
        await AddAsync(node, "ada", StaffRoles.Admin);
        await node.SealAsync();
        await ReportAsync(node);

        mail.Answers["MAIL"] = "550 who are you";
        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(0, await ReportAsync(node));
        Assert.Empty(mail.Received);

        mail.Answers.Clear();
        Assert.Null(await ReportAsync(node));
        Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(1, await ReportAsync(node));
        Time.Advance(TimeSpan.FromHours(23));
        Assert.Null(await ReportAsync(node));
        Assert.Equal([0L, 1L], (await ReportedAsync(node)).Select(r => r.GetProperty("admins").GetInt64()));
    }

    private protected Task<DatabaseNode> StartAsync() => LogNode.StartAsync(database.ConnectionString, Time, services => services.AddSingleton<INoticeSender>(mail.Sender()));

    private protected static Task<int?> ReportAsync(DatabaseNode node) => node.Get<LogReports>().ReportAsync(default);

    private protected static Task AddAsync(DatabaseNode node, string who, StaffRoles roles, bool disabled = false) => node.Clinic.ExecuteAsync(
        Actor.System,
        (work, _) =>
        {
            var email = $"{who}@clinic.test";
            work.Db.Users.Add(new StaffAccount { Id = Guid.NewGuid(), UserName = email, Email = email, GivenName = who, FamilyName = "Staff", Roles = roles, Disabled = disabled, CreatedAt = work.Now });
            work.Record(new ClinicRecord("StaffAdded", StaffAccounts.Area, new Dictionary<string, string>()));
            return Task.FromResult(true);
        },
        default);

    private static async Task<IReadOnlyList<JsonElement>> ReportedAsync(DatabaseNode node)
    {
        await using var db = await node.OpenAsync();
        var rows = await db.Records.AsNoTracking().Where(r => r.Code == "CheckpointReported").OrderBy(r => r.Seq).ToListAsync();
        return [.. rows.Select(r => JsonDocument.Parse(r.Bytes).RootElement.GetProperty("after"))];
    }

    /// <summary>What somebody copies out of the message: from the log's name to the last signature.</summary>
    private static string HeadIn(string message)
    {
        var lines = message.ReplaceLineEndings("\n").Split('\n');
        return string.Join('\n', lines[Array.IndexOf(lines, TestLogKey.Origin)..(Array.FindLastIndex(lines, l => l.StartsWith('—')) + 1)]) + "\n";
    }
}

public sealed class LogReportsOnSqliteTests() : LogReportsTests(new SqliteDatabase());

public sealed class LogReportsOnPostgresTests() : LogReportsTests(new PostgresDatabase())
{
    [Fact]
    public async Task Of_several_servers_one_mails()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await AddAsync(first, "ada", StaffRoles.Admin);
        await first.SealAsync();
        await ReportAsync(first);

        Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal([1], (await Task.WhenAll(ReportAsync(first), ReportAsync(second))).OfType<int>());
    }
}
