using System.Globalization;

namespace Telehealth.Benchmarks.Report;

internal static class Numbers
{
    /// <summary>Three digits that mean something.</summary>
    public static string Short(double value) => value switch
    {
        double.NaN => "-",
        0 => "0",
        >= 100 or <= -100 => value.ToString("#,##0", CultureInfo.InvariantCulture),
        >= 10 or <= -10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Where(value => !double.IsNaN(value)).Order().ToArray();
        if (sorted.Length == 0) return double.NaN;
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Median with the range behind it.</summary>
    public static string Spread(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0 || values.All(double.IsNaN)) return "-";
        var known = values.Where(value => !double.IsNaN(value)).ToArray();
        return $"{Short(Median(known))} [{Short(known.Min())}-{Short(known.Max())}]";
    }
}
