using System.Globalization;

namespace Telehealth.Ledger.Tiles;

/// <summary>
/// Where a tile or a bundle of entries lies (C2SP tlog-tiles): <c>tile/0/x001/x234/067</c>, a partial one with <c>.p/112</c>, entries under
/// <c>tile/entries/</c>.
/// </summary>
/// <param name="Level">0 for the leaves' hashes; <see cref="Entries"/> for the entries themselves.</param>
/// <param name="Index">Of the tile in its level, from 0.</param>
/// <param name="Width">Hashes or entries in it, 1 to 256.</param>
public sealed record TilePath(int Level, long Index, int Width)
{
    /// <summary>Hashes in a full tile.</summary>
    public const int FullWidth = 256;

    /// <summary>Levels of a binary tree that one tile stands for.</summary>
    public const int Height = 8;

    public const int Entries = -1;

    private const int HighestLevel = 63;

    public bool Partial => Width < FullWidth;

    /// <summary>The tile that a tree of this size has at this place; its width is 0 or less when it has none.</summary>
    public static TilePath Of(int level, long index, long size)
    {
        var hashes = size >> (Height * Math.Max(level, 0));
        return new(level, index, (int)Math.Min(FullWidth, hashes - (index * FullWidth)));
    }

    /// <returns>Null when the text is not such a path in its one spelling.</returns>
    public static TilePath? TryParse(string path)
    {
        if (path.Split('/') is not ["tile", var level, .. var rest] || rest.Length == 0) return null;
        var width = FullWidth;
        if (rest is [.., var last, var partial] && last.EndsWith(".p", StringComparison.Ordinal))
        {
            if (StrictDecimal.TryRead(partial) is not (>= 1 and < FullWidth and var narrow)) return null;
            (rest, width) = ([.. rest[..^2], last[..^2]], (int)narrow);
        }

        if (IndexOf(rest) is not { } index) return null;
        if (level == "entries") return new(Entries, index, width);
        return StrictDecimal.TryRead(level) is <= HighestLevel and var number ? new((int)number, index, width) : null;
    }

    public override string ToString()
    {
        var text = Three(Index % 1000);
        for (var rest = Index / 1000; rest > 0; rest /= 1000) text = $"x{Three(rest % 1000)}/{text}";
        return $"tile/{(Level == Entries ? "entries" : StrictDecimal.Write(Level))}/{text}{(Partial ? $".p/{StrictDecimal.Write(Width)}" : "")}";
    }

    private static string Three(long number) => number.ToString("000", CultureInfo.InvariantCulture);

    private static long? IndexOf(string[] parts)
    {
        if (parts.Length is 0 or > 5) return null;
        var index = 0L;
        for (var i = 0; i < parts.Length; i++)
        {
            var digits = i == parts.Length - 1 ? parts[i] : parts[i].StartsWith('x') ? parts[i][1..] : "";
            if (digits.Length != 3 || !digits.All(char.IsAsciiDigit) || (i == 0 && parts.Length > 1 && digits == "000")) return null;
            index = (index * 1000) + int.Parse(digits, CultureInfo.InvariantCulture);
        }

        return index;
    }
}
