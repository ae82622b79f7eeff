using System.Globalization;

namespace Telehealth.Domain.Tests.Licensure.Geo;

/// <summary>A place whose state is known; <c>CA-BC</c> and <c>MX-SON</c> are abroad.</summary>
public sealed record Town(string Name, double Latitude, double Longitude, string TrueState)
{
    public bool IsAbroad => TrueState.Contains('-', StringComparison.Ordinal);

    public override string ToString() => Name;
}

/// <summary>Towns along the lines of the served states, and points where the map is known to be wrong.</summary>
internal static class BorderTowns
{
    /// <summary>Rows of border-towns.csv: towns, coasts (marked), and EDGE points where the map's own line is on the wrong side.</summary>
    public static ImmutableArray<Town> Sample { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Licensure", "Geo", "border-towns.csv")).Skip(1)
            .Select(line => line.Split(','))
            .Select(row => new Town(row[0], double.Parse(row[1], CultureInfo.InvariantCulture), double.Parse(row[2], CultureInfo.InvariantCulture), row[3])),
    ];

    public static IEnumerable<Town> Edges => Sample.Where(t => t.Name.StartsWith("EDGE ", StringComparison.Ordinal));

    public static IEnumerable<Town> Coasts => Sample.Where(t => t.Name.EndsWith("(coast)", StringComparison.Ordinal));

    public static IEnumerable<Town> Abroad => Sample.Concat(More).Where(t => t.IsAbroad);

    public static IEnumerable<Town> InStates => Sample.Concat(More).Where(t => !t.IsAbroad).Except(Edges).Except(Coasts);

    /// <summary>The other sides of the pairs.</summary>
    private static ImmutableArray<Town> More { get; } =
    [
        new("Ontario OR", 44.0266, -116.9629, "OR"), new("Fruitland ID", 44.0077, -116.9165, "ID"), new("Payette ID", 44.0782, -116.9338, "ID"),
        new("Nyssa OR", 43.8768, -116.9949, "OR"), new("Parma ID", 43.7854, -116.9432, "ID"), new("Clarkston WA", 46.4163, -117.0452, "WA"),
        new("Lewiston ID", 46.4165, -117.0177, "ID"), new("Moscow ID", 46.7324, -117.0002, "ID"), new("Liberty Lake WA", 47.6743, -117.1124, "WA"),
        new("Post Falls ID", 47.7180, -116.9516, "ID"), new("Newport WA", 48.1796, -117.0433, "WA"), new("Portland OR", 45.5152, -122.6784, "OR"),
        new("Vancouver WA", 45.6387, -122.6615, "WA"), new("Dallesport WA", 45.6173, -121.1795, "WA"), new("Hood River OR", 45.7054, -121.5215, "OR"),
        new("White Salmon WA", 45.7276, -121.4865, "WA"), new("Umatilla OR", 45.9174, -119.3425, "OR"), new("Plymouth WA", 45.9376, -119.3445, "WA"),
        new("Milton-Freewater OR", 45.9326, -118.3877, "OR"), new("Stateline NV", 38.9625, -119.9399, "NV"), new("South Lake Tahoe CA", 38.9399, -119.9772, "CA"),
        new("Crystal Bay NV", 39.2260, -120.0040, "NV"), new("Kings Beach CA", 39.2377, -120.0266, "CA"), new("Verdi NV", 39.5185, -119.9885, "NV"),
        new("Laughlin NV", 35.1678, -114.5730, "NV"), new("Bullhead City AZ", 35.1359, -114.5286, "AZ"), new("Needles CA", 34.8481, -114.6141, "CA"),
        new("Mesquite NV", 36.8055, -114.0672, "NV"), new("Littlefield AZ", 36.8872, -113.9297, "AZ"), new("West Wendover NV", 40.7391, -114.0733, "NV"),
        new("Kanab UT", 37.0475, -112.5263, "UT"), new("Fredonia AZ", 36.9455, -112.5266, "AZ"), new("Colorado City AZ", 36.9903, -112.9758, "AZ"),
        new("Big Water UT", 37.0772, -111.6638, "UT"), new("Page AZ", 36.9147, -111.4558, "AZ"), new("Lewiston UT", 41.9758, -111.8552, "UT"),
        new("Driggs ID", 43.7233, -111.1113, "ID"), new("Victor ID", 43.6027, -111.1113, "ID"), new("West Yellowstone MT", 44.6621, -111.1041, "MT"),
        new("Island Park ID", 44.4243, -111.3711, "ID"), new("Winterhaven CA", 32.7389, -114.6347, "CA"), new("Ehrenberg AZ", 33.6042, -114.5252, "AZ"),
        new("Blythe CA", 33.6103, -114.5964, "CA"), new("Window Rock AZ", 35.6806, -109.0526, "AZ"), new("Gallup NM", 35.5281, -108.7426, "NM"),
        new("Lillian AL", 30.4130, -87.4375, "AL"), new("Orange Beach AL", 30.2944, -87.5736, "AL"), new("Flomaton AL", 31.0002, -87.2608, "AL"),
        new("Chattahoochee FL", 30.7055, -84.8460, "FL"), new("Donalsonville GA", 31.0405, -84.8791, "GA"), new("Fernandina Beach FL", 30.6697, -81.4626, "FL"),
        new("St Marys GA", 30.7305, -81.5465, "GA"), new("Point Roberts WA", 48.9854, -123.0780, "WA"), new("Nogales AZ", 31.3404, -110.9343, "AZ"),
        new("San Luis AZ", 32.4870, -114.7822, "AZ"),
        new("White Rock BC", 49.0253, -122.8029, "CA-BC"), new("Tsawwassen BC", 49.0167, -123.0833, "CA-BC"), new("Grand Forks BC", 49.0330, -118.4400, "CA-BC"),
        new("Abbotsford BC", 49.0504, -122.3045, "CA-BC"), new("Victoria BC", 48.4284, -123.3656, "CA-BC"), new("Nogales SON", 31.3012, -110.9381, "MX-SON"),
        new("San Luis Rio Colorado SON", 32.4561, -114.7719, "MX-SON"), new("Agua Prieta SON", 31.3258, -109.5489, "MX-SON"),
    ];
}
