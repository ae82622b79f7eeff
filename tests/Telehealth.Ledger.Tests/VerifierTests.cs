using System.Diagnostics;
using System.Text;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Ledger.Tests;

/// <summary>Runs the program that outsiders run.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("telehealth-verify-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Help_names_every_exit_status()
    {
        var (exit, output) = Run("--help");

        Assert.Equal(0, exit);
        Assert.Contains("telehealth-verify chain FILE.ndjson", output, StringComparison.Ordinal);
        Assert.Contains("2  the input cannot be used", output, StringComparison.Ordinal);
        foreach (var command in new[] { "bundle", "proof", "chain" }) Assert.StartsWith($"telehealth-verify {command} ", Run(command, "--help").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lawful_visit_holds_and_its_head_is_told()
    {
        var visit = LawfulVisit.Whole();
        var (exit, output) = Chain(visit.Lines);

        Assert.Equal(0, exit);
        Assert.Contains($"holds  visit:{LawfulVisit.Id}  {visit.Lines.Count} records  head {visit.Head}", output, StringComparison.Ordinal);
        Assert.Equal(0, Chain(visit.Lines, "--head", visit.Head).Exit);
    }

    [Fact]
    public void Any_changed_byte_is_evidence_of_tampering()
    {
        var good = Encoding.UTF8.GetBytes(string.Join('\n', LawfulVisit.Whole().Lines));
        var random = new Random(7);
        for (var i = 0; i < 8; i++)
        {
            // The last record is held by the head alone, so stay before it.
            var place = random.Next(good.Length * 8 / 10);
            var changed = good.ToArray();
            changed[place] ^= (byte)(1 << random.Next(7));

            Assert.True(Run("chain", Written(changed)).Exit == 1, $"byte {place}");
        }
    }

    [Fact]
    public void A_record_dropped_from_the_middle_is_named()
    {
        var lines = LawfulVisit.Whole().Lines;
        lines.RemoveAt(5);
        var (exit, output) = Chain(lines);

        Assert.Equal(1, exit);
        Assert.Contains("line 6  visit:", output, StringComparison.Ordinal);
        Assert.Contains("record number 6 should stand here", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_exchanged_records_are_named()
    {
        var lines = LawfulVisit.Whole().Lines;
        (lines[4], lines[5]) = (lines[5], lines[4]);

        Assert.Equal(1, Chain(lines).Exit);
        Assert.Contains("line 5", Chain(lines).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_in_the_middle_of_a_record_is_evidence()
    {
        var text = string.Join('\n', LawfulVisit.Whole().Lines);

        Assert.Equal(1, Run("chain", Written(Encoding.UTF8.GetBytes(text[..^40]))).Exit);
    }

    [Fact]
    public void Records_cut_off_the_end_are_found_by_the_head_or_by_a_commit_that_breaks_off()
    {
        var visit = LawfulVisit.Whole();

        Assert.Equal(0, Chain(visit.Lines[..^1]).Exit);
        Assert.Equal(1, Chain(visit.Lines[..^1], "--head", visit.Head).Exit);
        var evaluation = visit.Lines.FindLastIndex(l => l.Contains("\"LicensureEvaluated\"", StringComparison.Ordinal));
        Assert.Contains("breaks off", Chain(visit.Lines[..(evaluation + 1)]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_well_chained_record_of_an_unlicensed_start_is_found()
    {
        var none = new LawfulVisit().UpToWaiting().Claimed().Admitted();
        Assert.Contains("without a licensure decision", Chain(none.Lines).Output, StringComparison.Ordinal);

        var denied = new LawfulVisit().UpToWaiting().Claimed().Admitted(LawfulVisit.Decision(DecisionPurpose.Admit, BoardStatus.Suspended));
        Assert.Equal(1, Chain(denied.Lines).Exit);

        // An Allow of an earlier commit does not carry over.
        var grant = new LawfulVisit().UpToWaiting().Claimed().Admitted(LawfulVisit.Decision(DecisionPurpose.Admit)).Granted();
        Assert.Contains("RoomGranted", grant.Lines[^1], StringComparison.Ordinal);
        Assert.Equal(1, Chain(grant.Lines).Exit);
    }

    [Fact]
    public void A_decision_that_does_not_follow_from_its_evidence_is_found()
    {
        var forged = LawfulVisit.Decision(DecisionPurpose.Admit, BoardStatus.Suspended) with { Verdict = Verdict.Allow, Reasons = [] };

        Assert.Contains("does not follow from its evidence", Chain(new LawfulVisit().UpToWaiting().Claimed().Admitted(forged).Lines).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_well_chained_unlawful_step_is_found()
    {
        var lines = LawfulVisit.Whole().Commit(new EventEntry(new VisitHeld())).Lines;

        Assert.Contains("VisitHeld may not lead from Closed to Closed", Chain(lines).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_streams_may_stand_in_one_file()
    {
        var entry = new ClinicEntry("StaffAdded", new Dictionary<string, string>(), new Dictionary<string, object?> { ["roles"] = new[] { "Admin" } });
        var (first, head) = ClinicRecords.Encode("staff", entry, Actor.System, default, RecordHead.Empty, () => new byte[32]);
        var (second, _) = ClinicRecords.Encode("staff", entry, Actor.System, default, head, () => new byte[32]);
        var read = ClinicRecords.EncodeUnchained("reads:visits", entry with { Code = "VisitRead" }, Actor.System, default, () => new byte[32]);
        var visit = LawfulVisit.Whole();
        List<string> lines = [Text(first), .. visit.Lines, Text(read), Text(second)];

        Assert.Equal(0, Chain(lines).Exit);
        Assert.Contains("clinic:staff  2 records", Chain(lines).Output, StringComparison.Ordinal);
        Assert.Contains("outside any chain", Chain(lines).Output, StringComparison.Ordinal);
        Assert.Equal(1, Chain(lines[1..]).Exit);
        Assert.Equal(2, Chain(lines, "--head", visit.Head).Exit);
    }

    [Fact]
    public void What_is_no_export_cannot_be_used()
    {
        Assert.Equal(2, Run("chain", Path.Combine(folder.FullName, "none.ndjson")).Exit);
        Assert.Equal(2, Run("chain", Written([])).Exit);
        Assert.Equal(2, Run("chain", Written("hello\nworld"u8.ToArray())).Exit);
        Assert.Equal(2, Run("chains").Exit);
        Assert.Equal(2, Run().Exit);
    }

    private (int Exit, string Output) Chain(List<string> lines, params string[] more) =>
        Run(["chain", Written(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n")), .. more]);

    private static string Text(EncodedRecord record) => Encoding.UTF8.GetString(record.Bytes.Span);

    private string Written(byte[] bytes)
    {
        var file = Path.Combine(folder.FullName, "records.ndjson");
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static (int Exit, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "telehealth-verify.dll"), .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(30)), "the verifier did not end");
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }
}
