using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Access;

/// <summary>
/// Marks are planted in every personal field and kept of every secret; then every endpoint and hub method is driven, rightly and wrongly, with all
/// logging open. No form of a mark may come out where it does not belong. One hit fails.
/// </summary>
public sealed class LeakTests
{
    /// <summary>Where a person's own data live. What else the database holds is read by more people, or kept for good.</summary>
    private static readonly HashSet<string> MayHold =
    [
        "patients.given_name", "patients.family_name", "patients.birth_date", "patients.phone", "patients.email", "patients.external_id", "messages.text", "visits.snapshot",
        "staff.given_name", "staff.family_name", "staff.user_name", "staff.normalized_user_name", "staff.email", "staff.normalized_email",
    ];

    [Fact]
    public async Task Nothing_personal_reaches_a_log_a_file_a_trace_the_metrics_an_error_a_stranger_or_the_records()
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(printed));
        var traces = new ConcurrentQueue<string>();
        using var listener = Listen(traces);
        try
        {
            await using var app = await TelehealthApp.StartAsync(new Dictionary<string, string> { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft"] = "Trace", ["DetailedErrors"] = "true" }, heard: LogLevel.Trace);
            foreach (var expected in new[] { "A request failed", "failed; correlation", "Failed to invoke hub method" }) app.Log.Expect(expected);
            var play = await LeakPlay.RunAsync(app);
            var marks = LeakMarks.Personal.Concat(play.Secrets.Select(s => new LeakMark(s))).ToList();

            Assert.Contains("Storage is ready", printed.ToString(), StringComparison.Ordinal);
            Assert.Contains("INVALID", play.Errors.ToString(), StringComparison.Ordinal);
            Assert.NotEmpty(traces);
            var search = new MarkSearch(marks);
            search.Absent("standard output", printed.ToString());
            search.Absent("an error's body", play.Errors.ToString());
            search.Absent("the metrics", play.Metrics);
            search.Absent("a trace", string.Join('\n', traces));
            search.Absent("what strangers heard", play.Strangers.ToString());
            search.Absent("a file beside the database", await FilesAsync(app));
            new MarkSearch([.. marks.Where(m => m.Value is not (LeakMarks.Given or LeakMarks.Guest))]).Absent("what a guest heard", play.GuestHeard.ToString());
            await TablesAsync(app, search, [.. play.Secrets, LeakMarks.Password]);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    [Fact]
    public void A_mark_is_found_in_every_form()
    {
        var mark = new LeakMark("Qzmark one");
        string[] hidden = ["see qzMARK ONE there", "\"Qzmark one\"", "/x?q=Qzmark%20one", Convert.ToBase64String("{\"a\":\"Qzmark one\"}"u8), Convert.ToBase64String("xQzmark oney"u8), Convert.ToHexStringLower("Qzmark one"u8)];
        Assert.All(hidden, text => Assert.Contains(mark.Forms(), f => text.Contains(f, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>Nothing personal stands in a record, in what is searched, sealed or waits to be done, and no secret anywhere.</summary>
    private static async Task TablesAsync(TelehealthApp app, MarkSearch search, IReadOnlyList<string> secrets)
    {
        var cells = await EveryCell.ReadAsync(app);
        Assert.All(new[] { "records.bytes", "record_search.record_id" }, column => Assert.Contains(cells, c => c.Column == column));
        var found = cells.SelectMany(c => search.In(c.Text).Select(m => (c.Column, m.Value))).Distinct().ToList();
        Assert.All(found, f => Assert.True(MayHold.Contains(f.Column), $"'{f.Value}' in {f.Column}"));
        Assert.All(found, f => Assert.DoesNotContain(f.Value, secrets));

        // What may hold something and holds nothing in this play would let anything pass.
        Assert.Empty(MayHold.Except(found.Select(f => f.Column)));
    }

    private static async Task<string> FilesAsync(TelehealthApp app)
    {
        var all = new StringBuilder();
        // The database is read cell by cell, and nobody may open the lock.
        string[] others = [".db", ".db-wal", ".db-shm", ".lock"];
        foreach (var file in Directory.EnumerateFiles(app.Folder, "*", SearchOption.AllDirectories).Where(f => !others.Any(o => f.EndsWith(o, StringComparison.Ordinal))))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            all.Append(Path.GetFileName(file)).Append(await reader.ReadToEndAsync());
        }

        return all.ToString();
    }

    /// <summary>Everything that any tracer could export of this process.</summary>
    private static ActivityListener Listen(ConcurrentQueue<string> traces)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => !source.Name.StartsWith("System.Net.Http", StringComparison.Ordinal) && !source.Name.Contains("SignalR.Client", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a => traces.Enqueue(string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}").Concat(a.Events.SelectMany(e => e.Tags.Select(t => $"{t.Key}={t.Value}"))).Concat(a.Baggage.Select(b => $"{b.Key}={b.Value}")).Append(a.DisplayName))),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
