using System.Text.Json;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Tests.Licensure.Geo;

public sealed class UsMapTests
{
    private static readonly byte[] File = Bytes();

    [Fact]
    public void The_map_names_where_it_comes_from()
    {
        using var provenance = JsonDocument.Parse(UsMap.Embedded.Provenance);
        Assert.Contains("us-atlas 3.0.1", provenance.RootElement.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Contains("public domain", provenance.RootElement.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Equal(64, provenance.RootElement.GetProperty("sourceSha256").GetString()!.Length);
        Assert.Matches("^us-atlas-3.0.1-[0-9a-f]{12}$", DeviceLocator.MapVersion);
    }

    [Fact]
    public void Every_state_and_territory_that_the_zones_know_is_on_the_map() => Assert.Equal(StateZones.States.AsEnumerable(), UsMap.Embedded.States);

    [Fact]
    public void Every_clock_of_a_county_is_one_of_its_states()
    {
        var beyond = from region in UsMap.Embedded.Regions
                     let state = UsMap.Embedded.States[region.State]
                     from zone in region.Zones.Select(z => UsMap.Embedded.Zones[z]).Except(StateZones.Of(state).Select(z => z.Id))
                     select $"{state} {zone}";

        Assert.Empty(beyond);
        Assert.All(UsMap.Embedded.Zones, zone => Assert.NotNull(NodaTime.DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone)));
    }

    [Fact]
    public void A_changed_byte_is_noticed()
    {
        var changed = File.ToArray();
        changed[File.Length / 2] ^= 1;
        Assert.Throws<InvalidDataException>(() => UsMapFile.Read(changed));
        Assert.Throws<InvalidDataException>(() => UsMapFile.Read(File.AsSpan()[..^1]));
        Assert.Throws<InvalidDataException>(() => UsMapFile.Read([]));
        Assert.Equal(UsMap.Embedded.Version, UsMapFile.Read(File).Version);
    }

    private static byte[] Bytes()
    {
        using var stream = typeof(UsMap).Assembly.GetManifestResourceStream("Telehealth.Domain.Licensure.Geo.us-map.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
