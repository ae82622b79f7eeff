namespace Telehealth.Verify;

/// <summary>Something that is not as it must be.</summary>
/// <param name="Check">Which check found it: signature, record, place, chain, law, view …</param>
/// <param name="Problem">Plain words.</param>
internal sealed record Finding(string Check, string Problem)
{
    /// <summary>The file in which it shows.</summary>
    public string? File { get; init; }

    /// <summary>From 1.</summary>
    public long? Line { get; init; }

    /// <summary>Number of the record in the log, from 0.</summary>
    public long? Leaf { get; init; }

    public string? Stream { get; init; }

    /// <summary>Number of the record in its stream, from 1.</summary>
    public long? Seq { get; init; }

    public string? Code { get; init; }

    /// <summary>Where, for people; empty when it is about the whole.</summary>
    public string Place => string.Join(", ", new[]
    {
        Leaf is { } leaf ? $"leaf {leaf}" : null,
        Line is { } line ? $"line {line}{(File is null ? "" : $" of {File}")}" : File,
        Stream is null ? null : $"{Stream}{(Seq is > 0 ? $" record {Seq}" : "")}{(Code is null ? "" : $" ({Code})")}",
    }.OfType<string>());
}
