using System.Text;
using Telehealth.Domain.Licensure;
using Telehealth.Ledger.Bundles;
using Telehealth.Ledger.Notes;
using Telehealth.Ledger.Tiles;
using Telehealth.Tests.Shared;
using Telehealth.Verify;
using Telehealth.Verify.Bundle;

namespace Telehealth.Ledger.Tests;

/// <summary>What an auditor is told about exports: good ones hold, and of others the first thing that is wrong is named.</summary>
public sealed class BundleVerifierTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telehealth-bundle-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_whole_log_of_a_lawful_visit_holds()
    {
        var report = await CheckAsync(await Lawful().WholeAsync());

        Holds(report);
        Said(report, "signed by clinic.test/log+", "no record of leaf 0 to", "1 visit from the first record without a gap; 1 of them up to the closing record", "2 starts and 1 permission");
    }

    [Fact]
    public async Task An_export_of_one_visit_holds_and_says_what_it_cannot_show()
    {
        var report = await CheckAsync(await Lawful().VisitAsync());

        Holds(report);
        Said(report, "is, byte for byte, in the log", "1 visit from the first record");
        Assert.Contains(report.OpenLines, l => l.Contains("only its receipt", StringComparison.Ordinal));
        Assert.Contains(report.OpenLines, l => l.Contains("no older head", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_of_the_log_holds_and_does_not_claim_more()
    {
        var log = Lawful();
        var report = await CheckAsync(await log.WholeAsync(4, 9));

        Holds(report);
        Assert.Contains(report.OpenLines, l => l.Contains("here only in part", StringComparison.Ordinal));
        Holds(await CheckAsync(await Export.ChosenAsync(log.Tiles, log.Note, log.Log, "code:VisitHeld", r => r.Contains("VisitHeld", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_flipped_byte_of_a_record_is_named_even_when_the_manifest_is_written_anew()
    {
        var log = Lawful();
        foreach (var chosen in new[] { false, true })
        {
            var length = (chosen ? await log.VisitAsync() : await log.WholeAsync()).Records.Sum(r => r.Length);
            for (var at = 5; at < length; at += 397)
            {
                var export = chosen ? await log.VisitAsync() : await log.WholeAsync();
                var (line, column) = PlaceOf(export.Records, at);
                export.Records[line] = [.. export.Records[line]];
                export.Records[line][column] ^= 1;

                var bad = Tampered(await CheckAsync(export));
                Assert.Equal((BundleNames.Records, line + 1), (bad.File, bad.Line));
            }
        }
    }

    [Fact]
    public async Task A_byte_that_makes_a_code_unreadable_is_named_like_any_other()
    {
        var log = Lawful();
        var from = log.Log[0].AsSpan().IndexOf("\"code\":\""u8) + "\"code\":\""u8.Length;
        var length = log.Log[0].AsSpan(from).IndexOf((byte)'"');
        for (var at = from; at < from + length; at++)
        {
            foreach (var export in new[] { await log.WholeAsync(), await log.VisitAsync() })
            {
                export.Records[0] = [.. export.Records[0]];
                export.Records[0][at] ^= 0x80;
                var bad = Tampered(await CheckAsync(export));
                Assert.Equal((BundleNames.Records, 1), (bad.File, bad.Line));
            }
        }
    }

    [Fact]
    public async Task A_commit_that_goes_on_behind_the_signed_head_is_told_and_no_tampering()
    {
        var log = SealedVisits.OfRecords([.. BrokenOff()]);
        // Others' records that were sealed in the same transaction.
        var flood = SealedVisits.OfRecords([.. BrokenOff(), .. Enumerable.Range(0, 4_999).Select(SealedVisits.Read)]);
        foreach (var export in new[] { await log.WholeAsync(), await log.VisitAsync(), await flood.WholeAsync() })
        {
            var report = await CheckAsync(export);
            Holds(report);
            Assert.Contains(report.OpenLines, l => l.Contains("the last step of 1 visit goes on after the records here", StringComparison.Ordinal));
        }

        Assert.DoesNotContain((await CheckAsync(await Lawful().WholeAsync())).OpenLines, l => l.Contains("goes on after", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_commit_whose_rest_never_came_is_named_in_a_whole_range()
    {
        var records = BrokenOff().ToList();
        var log = SealedVisits.OfRecords([.. records, .. Enumerable.Range(0, 5_001).Select(SealedVisits.Read)]);

        var bad = Tampered(await CheckAsync(await log.WholeAsync()));
        Assert.Equal(("law", $"visit:{LawfulVisit.Id}", (long)records.Count), (bad.Check, bad.Stream, bad.Seq));
        Holds(await CheckAsync(await log.VisitAsync()));
    }

    /// <summary>The last commit is a decision, the start that rests on it, and a grant: only the decision is here.</summary>
    private static IEnumerable<byte[]> BrokenOff() =>
        new LawfulVisit().UpToWaiting().Claimed().Admitted(LawfulVisit.Decision(DecisionPurpose.Admit)).Lines.SkipLast(2).Select(Encoding.UTF8.GetBytes);

    [Fact]
    public async Task Without_its_receipt_no_export_is_said_to_be_what_was_asked_for()
    {
        var log = Lawful();
        foreach (var (export, words) in new[] { (await log.WholeAsync(), "that this is the range that was asked for"), (await log.VisitAsync(), "these are chosen records") })
        {
            var report = await CheckAsync(export);
            Holds(report);
            Assert.Single(report.OpenLines, l => l.StartsWith($"completeness: {words}", StringComparison.Ordinal) && l.Contains("--receipt", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    public async Task A_record_left_out_of_a_range_is_named(int which)
    {
        var export = await Lawful().WholeAsync();
        var index = which < 0 ? export.Records.Count - 1 : which;
        export.Records.RemoveAt(index);

        var bad = Tampered(await CheckAsync(export));

        Assert.Equal(index, bad.Leaf);
        Assert.Contains(which < 0 ? "cut off" : "was left out or moved", bad.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_leaf_hashes_the_signed_root_still_refuses_what_is_missing()
    {
        var export = await Lawful().WholeAsync();
        export.Leaves.Clear();
        var reads = Enumerable.Range(0, export.Records.Count).Where(i => Encoding.UTF8.GetString(export.Records[i]).Contains("VisitRead", StringComparison.Ordinal)).ToList();
        export.Records[reads[0]] = export.Records[reads[1]];

        Assert.Contains((await CheckAsync(export)).Findings, f => f.Problem.Contains("do not give the root that was signed", StringComparison.Ordinal));

        var shorter = await Lawful().WholeAsync();
        shorter.Records.RemoveAt(shorter.Records.Count - 1);
        shorter.Leaves.RemoveAt(shorter.Leaves.Count - 1);
        shorter.Head = shorter.Head with { Count = shorter.Records.Count, LastLeaf = shorter.Records.Count - 1 };
        shorter.Range = shorter.Range! with { Count = shorter.Records.Count };
        Tampered(await CheckAsync(shorter));
    }

    [Fact]
    public async Task Two_exchanged_records_are_named()
    {
        var export = await Lawful().WholeAsync();
        (export.Records[4], export.Records[6]) = (export.Records[6], export.Records[4]);

        var bad = Tampered(await CheckAsync(export));

        Assert.Equal(4, bad.Leaf);
        Assert.Contains("in its place stands that of leaf 6", bad.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_put_in_behind_the_others_is_named()
    {
        var export = await Lawful().VisitAsync();
        export.Records.Add(export.Records[^1]);
        export.Proofs.Add(export.Proofs[^1]);
        export.Head = export.Head with { Count = export.Records.Count };

        Assert.Contains("the order was changed", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_cut_short_is_noticed_where_its_whole_history_was_claimed()
    {
        var visit = LawfulVisit.Whole();
        var log = SealedVisits.Of(visit);
        var export = await log.VisitAsync();
        export.Heads.Add(new(LawfulVisit.Id.ToString(), visit.Lines.Count, visit.Head));
        Said(await CheckAsync(export), "exactly the number of records");

        export.Records.RemoveAt(export.Records.Count - 1);
        export.Proofs.RemoveAt(export.Proofs.Count - 1);
        export.Head = export.Head with { Count = export.Records.Count, LastLeaf = export.Proofs[^1].Leaf };
        Assert.Contains("records were cut off", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);

        export.Records.RemoveAt(3);
        export.Proofs.RemoveAt(3);
        export.Head = export.Head with { Count = export.Records.Count };
        Assert.Contains("some are missing", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_log_that_was_sealed_with_an_unlicensed_start_is_found()
    {
        var none = SealedVisits.Of(new LawfulVisit().UpToWaiting().Claimed().Admitted());
        Assert.Contains("without a licensure decision", Tampered(await CheckAsync(await none.WholeAsync())).Problem, StringComparison.Ordinal);

        var forged = LawfulVisit.Decision(DecisionPurpose.Admit, BoardStatus.Suspended) with { Verdict = Verdict.Allow, Reasons = [] };
        var bad = Tampered(await CheckAsync(await SealedVisits.Of(new LawfulVisit().UpToWaiting().Claimed().Admitted(forged)).VisitAsync()));
        Assert.Equal(("LicensureEvaluated", "record"), (bad.Code, bad.Check));
        Assert.Contains("does not follow from its evidence", bad.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sealed_chain_with_a_hole_or_without_its_beginning_is_found()
    {
        var lines = LawfulVisit.Whole().Lines;
        var hole = SealedVisits.OfRecords([.. lines.Where((_, i) => i != 5).Select(Encoding.UTF8.GetBytes)]);
        Assert.Contains("record number 6 should stand here", Tampered(await CheckAsync(await hole.WholeAsync())).Problem, StringComparison.Ordinal);

        var headless = SealedVisits.OfRecords([.. lines.Skip(2).Select(Encoding.UTF8.GetBytes)]);
        Assert.Contains("those before it were left out", Tampered(await CheckAsync(await headless.WholeAsync())).Problem, StringComparison.Ordinal);

        var broken = SealedVisits.OfRecords([.. lines.Skip(2).Select((l, i) => i == 4 ? l.Replace("\"seq\":7", "\"seq\":9", StringComparison.Ordinal) : l).Select(Encoding.UTF8.GetBytes)]);
        Tampered(await CheckAsync(await broken.WholeAsync(1)));
    }

    [Fact]
    public async Task A_head_signed_by_another_key_or_of_another_log_vouches_for_nothing()
    {
        var log = Lawful();
        var export = await log.WholeAsync();
        export.Checkpoint = log.NoteAt(log.Log.Count, NoteSignerKey.FromSeed("clinic.test/log", new byte[32]));
        Assert.Contains("no key that is trusted", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);

        export = await log.WholeAsync();
        export.Checkpoint = export.Checkpoint.Replace($"\n{log.Log.Count}\n", $"\n{log.Log.Count - 1}\n", StringComparison.Ordinal);
        Assert.Equal("signature", Tampered(await CheckAsync(export)).Check);

        export = await log.WholeAsync();
        export.Head = export.Head with { Origin = "other.test/log" };
        Assert.Contains("another log", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_begins_with_what_an_older_head_said_or_that_is_told()
    {
        var log = Lawful();
        var size = log.Log.Count;
        var older = await FileAsync("older", log.NoteAt(11));

        // Computed from the records, from a proof in the export, from one beside it, and from tiles.
        Said(await CheckAsync(await log.WholeAsync(), older), "computed from the records themselves");
        var chosen = await log.VisitAsync();
        var alone = await CheckAsync(chosen, older);
        Assert.Equal(2, alone.Exit);
        Assert.Contains("consistency?from=11", alone.Unusable, StringComparison.Ordinal);
        var proof = new ConsistencyLine(11, size, await log.ConsistencyAsync(11));
        Said(await CheckAsync(chosen, older, consistency: await FileAsync("proof", Encoding.UTF8.GetString(proof.ToBytes()) + "\n")), "begins with the 11 records");
        chosen.Consistency.Add(proof);
        Said(await CheckAsync(chosen, older), "begins with the 11 records");
        Said(await CheckAsync(chosen, await FileAsync("same", log.Note)), "the one that you kept");

        var other = SealedVisits.OfRecords([.. log.Log.Select((r, i) => i == 2 ? Encoding.UTF8.GetBytes("other") : r)]);
        Assert.Contains("changed since", Tampered(await CheckAsync(chosen, await FileAsync("rewritten", other.NoteAt(11)))).Problem, StringComparison.Ordinal);
        Assert.Contains("changed since", Tampered(await CheckAsync(await log.WholeAsync(), await FileAsync("rewritten", other.NoteAt(11)))).Problem, StringComparison.Ordinal);
        Assert.Contains("two histories", Tampered(await CheckAsync(chosen, await FileAsync("fork", other.Note))).Problem, StringComparison.Ordinal);
        var longer = SealedVisits.OfRecords([.. log.Log, .. log.Log]);
        Assert.Contains("taken away", Tampered(await CheckAsync(chosen, await FileAsync("longer", longer.Note))).Problem, StringComparison.Ordinal);
        Assert.Equal(2, (await CheckAsync(chosen, await FileAsync("none", "nothing"))).Exit);
    }

    [Fact]
    public async Task Opened_details_are_those_that_were_committed_to()
    {
        var log = Lawful();
        var commitment = log.Log.Select(r => RecordPlace.TextOf(r, "detail")).OfType<string>().First();
        var export = await log.WholeAsync();
        export.Details.Add(DetailLine.Opened(commitment, new byte[32], "{}"u8));
        Assert.Contains("it was changed", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);

        export.Details[0] = DetailLine.Opened(new string('a', 64), new byte[32], "{}"u8);
        Assert.Contains("no record here commits to it", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);

        export.Details[0] = DetailLine.Erased(commitment, 3);
        Assert.Contains("tells of no erasure", Tampered(await CheckAsync(export)).Problem, StringComparison.Ordinal);

        export.Details[0] = DetailLine.Erased(commitment, 900);
        Assert.Contains((await CheckAsync(export)).OpenLines, l => l.Contains("not in this bundle", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_view_that_says_something_else_is_named_with_its_line()
    {
        var export = await Lawful().WholeAsync();
        var good = string.Join("", export.Records.Select((r, i) => $"{i} {r.Length}\n"));
        export.Others.Add((BundleNames.Csv, BundleFileKind.Csv, Encoding.UTF8.GetBytes(good)));
        Said(await CheckAsync(export), "records.csv says what the records say");

        export.Others[0] = (BundleNames.Csv, BundleFileKind.Csv, Encoding.UTF8.GetBytes(good.Replace("\n4 ", "\n5 ", StringComparison.Ordinal)));
        var bad = Tampered(await CheckAsync(export));
        Assert.Equal((BundleNames.Csv, 5L, "view"), (bad.File, bad.Line, bad.Check));

        export.Others[0] = (BundleNames.Csv, BundleFileKind.Csv, Encoding.UTF8.GetBytes(good + "more\n"));
        Tampered(await CheckAsync(export));
        export.Others[0] = (BundleNames.Csv, BundleFileKind.Csv, Encoding.UTF8.GetBytes(good[..^9]));
        Tampered(await CheckAsync(export));
    }

    [Fact]
    public async Task The_receipt_out_of_the_clinic_s_log_shows_that_nothing_was_left_out_since()
    {
        var log = Lawful();
        var path = await (await log.VisitAsync()).WriteAsync(_folder);
        string hash;
        using (var reader = BundleReader.Open(path)) hash = reader.ManifestHash;
        var record = Encoding.UTF8.GetBytes($$$"""{"v":1,"stream":"reads:exports","seq":0,"prev":null,"code":"LogExportFinished","after":{"manifestSha256":"{{{hash}}}"}}""");
        var later = SealedVisits.OfRecords([.. log.Log, record]);
        var proof = new TlogProof(log.Log.Count, record, await new TileTree(later.Tiles, log.Log.Count + 1).ProveInclusionAsync(log.Log.Count, default), later.Note).ToString();
        Said(await CheckAsync(path, receipt: await FileAsync("receipt", proof)), "exactly this bundle was exported");

        var thinned = await log.VisitAsync();
        thinned.Records.RemoveAt(thinned.Records.Count - 1);
        thinned.Proofs.RemoveAt(thinned.Proofs.Count - 1);
        thinned.Head = thinned.Head with { Count = thinned.Records.Count, LastLeaf = thinned.Proofs[^1].Leaf };
        var bad = Tampered(await CheckAsync(await thinned.WriteAsync(_folder), receipt: Path.Combine(_folder.FullName, "receipt")));
        Assert.Equal("receipt", bad.Check);
        Assert.Equal(2, (await CheckAsync(path, receipt: await FileAsync("norec", "x"))).Exit);
    }

    [Fact]
    public async Task A_file_changed_after_the_export_or_put_in_is_named()
    {
        var path = await (await Lawful().WholeAsync()).WriteAsync(_folder);
        await File.WriteAllTextAsync(Path.Combine(path, "notes.txt"), "read me");
        await File.WriteAllTextAsync(Path.Combine(path, ".DS_Store"), "x");

        var report = await CheckAsync(path);

        Assert.Equal("notes.txt", Tampered(report).File);
        Assert.Contains(report.OpenLines, l => l.Contains(".DS_Store", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_export_holds_and_nothing_is_claimed()
    {
        var log = Lawful();
        Holds(await CheckAsync(await Export.ChosenAsync(log.Tiles, log.Note, log.Log, "code:Nothing", _ => false)));
    }

    private static SealedVisits Lawful() => SealedVisits.Of(LawfulVisit.Whole());

    private async Task<Report> CheckAsync(Export export, string? since = null, string? consistency = null) => await CheckAsync(await export.WriteAsync(_folder), since, consistency);

    private static Task<Report> CheckAsync(string path, string? since = null, string? consistency = null, string? receipt = null) =>
        new BundleCommand([SealedVisits.Key.Verifier], new(since, consistency, null, receipt), new Dictionary<BundleFileKind, WriteView> { [BundleFileKind.Csv] = LengthsAsync }).RunAsync(path, default);

    private static async Task LengthsAsync(BundleHead head, string checkpoint, IAsyncEnumerable<(long Leaf, ReadOnlyMemory<byte> Bytes)> records, Stream to, CancellationToken cancellation)
    {
        await foreach (var (leaf, bytes) in records.WithCancellation(cancellation)) await to.WriteAsync(Encoding.UTF8.GetBytes($"{leaf} {bytes.Length}\n"), cancellation);
    }

    private async Task<string> FileAsync(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    private static void Holds(Report report)
    {
        Assert.Equal((0, ""), (report.Exit, string.Join("; ", report.Findings.Select(f => $"{f.Check} {f.Place}: {f.Problem}")) + report.Unusable));
    }

    private static void Said(Report report, params string[] parts)
    {
        Holds(report);
        foreach (var part in parts) Assert.Contains(report.HoldsLines, l => l.Contains(part, StringComparison.Ordinal));
    }

    /// <summary>The first thing that is wrong.</summary>
    private static Finding Tampered(Report report)
    {
        Assert.True(report.Exit == 1, $"exit {report.Exit} {report.Unusable}");
        return report.Findings[0];
    }

    private static (int Line, int Column) PlaceOf(List<byte[]> lines, int at)
    {
        for (var line = 0; ; at -= lines[line++].Length)
        {
            if (at < lines[line].Length) return (line, at);
        }
    }
}
