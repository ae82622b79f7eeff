using NodaTime;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>The shapes of files that are taken.</summary>
internal enum LayoutName { Telehealth, NursysENotify, Fsmb }

/// <summary>One shape of file: the columns it is recognised by, the ones it reads, and how it reads a row (docs/authority-import.md).</summary>
internal abstract class ImportLayout
{
    private static readonly ImportLayout[] All = [new TelehealthLayout(), new NursysLayout(), new FsmbLayout()];

    public abstract LayoutName Name { get; }

    /// <summary>All of these stand in the header of such a file.</summary>
    public abstract IReadOnlyList<string> Needed { get; }

    public abstract IReadOnlyList<string> Optional { get; }

    /// <summary>Whether the file itself does not say when its licences were looked at, so that whoever brings it has to.</summary>
    public virtual bool AsksForItsDay => false;

    /// <param name="fileDay">The day as of which the file was made, where whoever brought it said so.</param>
    public abstract ImportedLicense? Read(Fields row, LocalDate? fileDay);

    /// <summary>Null when the header fits none; a file that would fit several is taken as the first.</summary>
    public static ImportLayout? Of(ImportSheet sheet) => All.FirstOrDefault(l => l.Needed.All(sheet.Has));

    public bool Knows(string plain) => Needed.Concat(Optional).Any(c => ImportSheet.Plain(c) == plain);
}
