namespace Telehealth.Ledger.Bundles;

/// <summary>The names of a bundle's files. A bundle is flat: no file stands in a folder of it.</summary>
public static class BundleNames
{
    public const string Manifest = "manifest.json";
    public const string Checkpoint = "checkpoint";
    public const string Records = "records.ndjson";
    public const string Proofs = "proofs.ndjson";
    public const string Range = "range.json";
    public const string Leaves = "leaves.bin";
    public const string Consistency = "consistency.ndjson";
    public const string Heads = "heads.ndjson";
    public const string Details = "details.ndjson";
    public const string Csv = "records.csv";
    public const string Fhir = "records.fhir.json";
    public const string Html = "records.html";

    private const int Longest = 64;

    /// <summary>Small letters, digits, dashes and single dots: nothing that leads out of the folder, on any system.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= Longest && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
        && char.IsAsciiLetterOrDigit(name[0]) && char.IsAsciiLetterOrDigit(name[^1]) && !name.Contains("..", StringComparison.Ordinal);
}
