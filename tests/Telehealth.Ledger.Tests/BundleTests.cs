using System.IO.Compression;
using System.Text;
using CsCheck;
using Telehealth.Ledger.Bundles;

namespace Telehealth.Ledger.Tests;

/// <summary>What is written is read back, and what somebody made up or changed is refused before anything of it is believed.</summary>
public sealed class BundleTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telehealth-bundle-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_bundle_is_read_back_from_a_folder_and_from_a_zip(bool zip)
    {
        var path = await WriteAsync(zip, "first", "second", "third");
        using var reader = BundleReader.Open(path);

        var head = Head(3);
        Assert.Equal(head, reader.Head with { Keys = head.Keys });
        Assert.Equal(head.Keys, reader.Head.Keys);
        Assert.Equal(["first", "second", "third"], await LinesOf(reader));
        Assert.Empty(reader.Unnamed);
        foreach (var file in reader.Manifest.Files) Assert.Null(await reader.ProblemOfAsync(file, default));
        Assert.Equal(BundleNames.Manifest, zip ? ZipNames(path)[^1] : BundleNames.Manifest);
    }

    [Fact]
    public async Task Lines_of_any_length_come_back_whole() => await Gen.Int[0, 9_000].Array[0, 40].SampleAsync(
        async lengths =>
        {
            var lines = lengths.Select((n, i) => new string((char)('a' + (i % 26)), n)).ToArray();
            var path = await WriteAsync(false, lines);
            using var reader = BundleReader.Open(path);
            Assert.Equal(lines, await LinesOf(reader));
        },
        iter: 30, threads: 1);

    [Theory]
    [InlineData("records.ndjson", 3, "bytes are not those")]
    [InlineData("records.ndjson", -1, "cut off or changed")]
    [InlineData("checkpoint", 0, "bytes are not those")]
    public async Task A_changed_or_shortened_file_is_named(string name, int at, string said)
    {
        var path = await WriteAsync(false, "first", "second");
        var file = Path.Combine(path, name);
        var bytes = await File.ReadAllBytesAsync(file);
        if (at < 0) bytes = bytes[..^1];
        else bytes[at] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        using var reader = BundleReader.Open(path);
        Assert.Contains(said, await reader.ProblemOfAsync(reader.Manifest.Files.Single(f => f.Name == name), default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_and_one_that_no_manifest_names_are_noticed()
    {
        var path = await WriteAsync(false, "first");
        File.Delete(Path.Combine(path, BundleNames.Records));
        await File.WriteAllTextAsync(Path.Combine(path, "extra.csv"), "x");

        using var reader = BundleReader.Open(path);
        Assert.Equal("it is missing", await reader.ProblemOfAsync(reader.Manifest.Find(BundleFileKind.Records)!, default));
        Assert.Equal(["extra.csv"], reader.Unnamed);
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("/etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\\\\b")]
    [InlineData("c:evil")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("con .txt")]
    [InlineData("")]
    [InlineData("manifest.json")]
    public async Task A_manifest_that_names_what_lies_elsewhere_is_not_opened(string name)
    {
        var path = await WriteAsync(false, "first");
        await RewriteManifestAsync(path, text => text.Replace("\"records.ndjson\"", $"\"{name}\"", StringComparison.Ordinal));

        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(path));
    }

    [Theory]
    [InlineData("\"whole\": true", "\"whole\":  true")]
    [InlineData("telehealth-export/1", "telehealth-export/2")]
    [InlineData("\"kind\": \"records\"", "\"kind\": \"record\"")]
    [InlineData("\"prunedBefore\": 0", "\"prunedBefore\": 0.0")]
    [InlineData("\"query\": \"\"", "\"query\": \"\",\"query\": \"\"")]
    [InlineData("\"kind\": \"checkpoint\"", "\"kind\": \"records\"")]
    public async Task A_manifest_has_one_spelling(string good, string other)
    {
        var path = await WriteAsync(false, "first");
        await RewriteManifestAsync(path, text => text.Replace(good, other, StringComparison.Ordinal));

        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(path));
    }

    [Fact]
    public async Task What_is_no_bundle_cannot_be_used()
    {
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(Path.Combine(_folder.FullName, "none")));
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(_folder.CreateSubdirectory("empty").FullName));
        var text = Path.Combine(_folder.FullName, "text.zip");
        await File.WriteAllTextAsync(text, "no zip");
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(text));

        var cut = await WriteAsync(true, "first", "second");
        await File.WriteAllBytesAsync(cut, (await File.ReadAllBytesAsync(cut))[..^40]);
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(cut));
    }

    [Fact]
    public async Task A_folder_or_a_link_inside_is_refused()
    {
        var path = await WriteAsync(false, "first");
        Directory.CreateDirectory(Path.Combine(path, "inner"));
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(path));
        Directory.Delete(Path.Combine(path, "inner"));

        var records = Path.Combine(path, BundleNames.Records);
        File.Move(records, Path.Combine(_folder.FullName, "elsewhere"));
        File.CreateSymbolicLink(records, Path.Combine(_folder.FullName, "elsewhere"));
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(path));
    }

    [Fact]
    public async Task Of_a_zip_that_unpacks_to_more_than_it_says_no_more_is_read()
    {
        var path = await WriteAsync(true, "first");
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Update))
        {
            zip.GetEntry(BundleNames.Records)!.Delete();
            await using var bomb = zip.CreateEntry(BundleNames.Records).Open();
            var nothing = new byte[1 << 20];
            for (var i = 0; i < 64; i++) await bomb.WriteAsync(nothing);
        }

        using var reader = BundleReader.Open(path);
        Assert.Contains("the manifest says 6", await reader.ProblemOfAsync(reader.Manifest.Find(BundleFileKind.Records)!, default), StringComparison.Ordinal);
        await Assert.ThrowsAsync<BundleUnusableException>(() => LinesOf(reader));
    }

    [Fact]
    public async Task A_zip_with_two_files_of_one_name_or_of_too_many_is_refused()
    {
        var twice = await WriteAsync(true, "first");
        using (var zip = ZipFile.Open(twice, ZipArchiveMode.Update)) zip.CreateEntry(BundleNames.Records);
        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(twice));

        var many = await WriteAsync(true, "first");
        using (var zip = ZipFile.Open(many, ZipArchiveMode.Update))
        {
            for (var i = 0; i < BundleReader.MostFiles; i++) zip.CreateEntry($"f{i}");
        }

        Assert.Throws<BundleUnusableException>(() => BundleReader.Open(many));
    }

    [Fact]
    public async Task An_export_that_broke_off_is_no_bundle()
    {
        var path = Path.Combine(_folder.FullName, "broken");
        await using (var writer = BundleWriter.ToFolder(path)) await writer.AddAsync(BundleNames.Records, BundleFileKind.Records, "first\n"u8.ToArray(), default);

        Assert.Contains("cut off", Assert.Throws<BundleUnusableException>(() => BundleReader.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_head_that_contradicts_itself_is_not_written()
    {
        await using var writer = BundleWriter.ToFolder(Path.Combine(_folder.FullName, "bad"));
        await Assert.ThrowsAsync<ArgumentException>(() => writer.FinishAsync(Head(3) with { Count = 2 }, default));
        Assert.NotNull((Head(3) with { LastLeaf = 200 }).Problem());
        Assert.NotNull((Head(0) with { FirstLeaf = 1 }).Problem());
        Assert.NotNull((Head(3) with { Whole = false, Count = 4 }).Problem());
        Assert.Null(Head(0).Problem());
    }

    [Fact]
    public void Every_kind_of_line_is_read_back_and_in_one_spelling_only() => Gen.Select(Gen.Long[0, long.MaxValue], Gen.Byte.Array[32].Array[0, 5], Gen.String).Sample(
        (number, hashes, text) =>
        {
            var inclusion = new InclusionLine(number, hashes).ToBytes();
            Assert.Equal(inclusion, InclusionLine.TryRead(inclusion)!.ToBytes());
            Assert.Null(InclusionLine.TryRead((byte[])[.. inclusion, (byte)' ']));
            Assert.Null(ConsistencyLine.TryRead(inclusion));

            var consistency = new ConsistencyLine(number, number, hashes).ToBytes();
            Assert.Equal(consistency, ConsistencyLine.TryRead(consistency)!.ToBytes());
            var range = RangeFile.Write(new(number, 1, hashes, hashes));
            Assert.Equal(range, RangeFile.Write(RangeFile.TryRead(range)!));
            var head = new HeadLine("visit", number, "ab").ToBytes();
            Assert.Equal(head, HeadLine.TryRead(head)!.ToBytes());

            var plain = Encoding.UTF8.GetBytes(text);
            var commitment = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. new byte[32], .. plain]));
            var opened = DetailLine.TryRead(DetailLine.Opened(commitment, new byte[32], plain).ToBytes())!;
            Assert.True(opened.Holds());
            Assert.False((opened with { Plaintext = opened.Plaintext + "x" }).Holds());
            Assert.Equal(number, DetailLine.TryRead(DetailLine.Erased(commitment, number).ToBytes())!.ErasedBy);
        },
        iter: 200);

    private async Task<string> WriteAsync(bool zip, params string[] lines)
    {
        var path = Path.Combine(_folder.FullName, $"b{Directory.GetFileSystemEntries(_folder.FullName).Length}{(zip ? ".zip" : "")}");
        await using var file = zip ? new FileStream(path, FileMode.CreateNew) : null;
        await using var writer = file is null ? BundleWriter.ToFolder(path) : await BundleWriter.ToZipAsync(file, Noon, default);
        await writer.AddLinesAsync(BundleNames.Records, BundleFileKind.Records, lines.Select(l => new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(l))).ToAsyncEnumerable(), default);
        await writer.AddAsync(BundleNames.Checkpoint, BundleFileKind.Checkpoint, "note"u8.ToArray(), default);
        await writer.FinishAsync(Head(lines.Length), default);
        return path;
    }

    private static BundleHead Head(int count) => new()
    {
        Origin = "clinic.test/log", Keys = ["clinic.test/log+0badcafe+AQ=="], Query = "", To = Noon, CreatedAt = Noon.AddTicks(10), ExportId = "7",
        Count = count, FirstLeaf = count == 0 ? 0 : 2, LastLeaf = count == 0 ? -1 : count + 1, Whole = true, TreeSize = 100, PrunedBefore = 0,
    };

    private static async Task<List<string>> LinesOf(BundleReader reader)
    {
        var lines = new List<string>();
        await foreach (var line in reader.LinesAsync(BundleFileKind.Records, default)) lines.Add(Encoding.UTF8.GetString(line.Span));
        return lines;
    }

    private static async Task RewriteManifestAsync(string folder, Func<string, string> change)
    {
        var file = Path.Combine(folder, BundleNames.Manifest);
        var (before, after) = (await File.ReadAllTextAsync(file), change(await File.ReadAllTextAsync(file)));
        Assert.NotEqual(before, after);
        await File.WriteAllTextAsync(file, after);
    }

    private static List<string> ZipNames(string path)
    {
        using var zip = ZipFile.OpenRead(path);
        return [.. zip.Entries.Select(e => e.FullName)];
    }
}
