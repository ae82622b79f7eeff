using BenchmarkDotNet.Attributes;
using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Benchmarks.Micro;

/// <summary>From a fix to the states it may be in: deep inside one, on a border, on a coast, abroad; and reading the map.</summary>
[MemoryDiagnoser]
public class MapBenchmarks
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 28, 18, 0);
    private readonly byte[] _file = File();

    [Benchmark(Description = "locate, inside a state")]
    public object Inside() => DeviceLocator.Locate(44.06, -121.31, 50, Now);

    [Benchmark(Description = "locate, on a border")]
    public object Border() => DeviceLocator.Locate(46.4163, -117.0402, 50, Now);

    [Benchmark(Description = "locate, on a coast, 25 km radius")]
    public object Coast() => DeviceLocator.Locate(47.30, -122.44, 25_000, Now);

    [Benchmark(Description = "locate, abroad")]
    public object Abroad() => DeviceLocator.Locate(51.5, -0.12, 50, Now);

    [Benchmark(Description = "read the map")]
    public object Read() => UsMapFile.Read(_file);

    private static byte[] File()
    {
        using var stream = typeof(UsMap).Assembly.GetManifestResourceStream("Telehealth.Domain.Licensure.Geo.us-map.bin")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
