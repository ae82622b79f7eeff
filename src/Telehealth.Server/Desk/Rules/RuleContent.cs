using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Telehealth.Server.Desk.Rules;

/// <summary>The rule files in one column.</summary>
internal static class RuleContent
{
    public static byte[] Pack(ImmutableArray<RuleFile> files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var file in files)
            {
                using var entry = zip.CreateEntry(file.Name).Open();
                entry.Write(file.Content);
            }
        }

        return packed.ToArray();
    }

    public static ImmutableArray<RuleFile> Unpack(byte[] packed)
    {
        using var zip = new ZipArchive(new MemoryStream(packed), ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
        return [.. zip.Entries.Select(entry => new RuleFile(entry.FullName, "in force", ContentOf(entry)))];
    }

    private static byte[] ContentOf(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
