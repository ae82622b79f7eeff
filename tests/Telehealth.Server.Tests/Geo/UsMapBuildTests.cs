using CsCheck;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Tests.Twilio;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Geo;

/// <summary>The embedded map against what it was made from, fetched from npm when the test runs.</summary>
public sealed class UsMapBuildTests : IAsyncLifetime
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 28, 18, 0);
    private string _folder = "";

    public async Task InitializeAsync() => _folder = NodeTools.AreHere ? await NodeTools.InstallAsync("us-atlas@3.0.1", "world-atlas@2.0.2") : "";

    public Task DisposeAsync()
    {
        if (_folder.Length > 0) Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [NodeFact]
    public async Task The_same_sources_give_the_same_bytes()
    {
        var script = new Uri(Path.Combine(Repository.Top, "tools", "us-map", "build.mjs")).AbsoluteUri;
        await NodeTools.ScriptAsync(_folder, $"process.argv = ['', '', 'node_modules/us-atlas', 'node_modules/world-atlas', 'us-map.bin']; import('{script}');", "");

        var made = await File.ReadAllBytesAsync(Path.Combine(_folder, "us-map.bin"));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(Repository.Top, "src", "Telehealth.Domain", "Licensure", "Geo", "us-map.bin")), made);
        Assert.Equal(DeviceLocator.MapVersion, UsMapFile.Read(made).Version);
    }

    [NodeFact]
    public void Another_librarys_point_in_polygon_agrees()
    {
        var atlas = AtlasShapes.Read(Path.Combine(_folder, "node_modules", "us-atlas", "counties-10m.json"));
        Gen.OneOf(
                Gen.Select(Gen.Double[24, 50], Gen.Double[-125, -66.5]),
                Gen.Select(Gen.Double[-15, 72], Gen.Double[-180, 180]),
                Gen.Select(Gen.Double[51, 72], Gen.Double[-180, -129]))
            .Sample(
                at =>
                {
                    var (theirs, ours) = (atlas.Containing(at.Item1, at.Item2), DeviceLocator.Locate(at.Item1, at.Item2, 0, Now).Containing);
                    Assert.Equal(theirs.FirstOrDefault(), ours);
                },
                iter: 30_000);
    }

    [NodeFact]
    public void Candidates_are_the_states_that_another_library_finds_in_reach()
    {
        var atlas = AtlasShapes.Read(Path.Combine(_folder, "node_modules", "us-atlas", "counties-10m.json"));
        Gen.Select(Gen.Double[31, 49.2], Gen.Double[-125, -81], Gen.Double[0, 20_000]).Sample(
            (latitude, longitude, accuracy) =>
            {
                var found = DeviceLocator.Locate(latitude, longitude, accuracy, Now).Candidates;
                foreach (var (state, meters) in atlas.Near(latitude, longitude))
                {
                    // A per cent for the sphere that the other side measures on.
                    if (meters * 1.01 < accuracy + 500) Assert.Contains(state, found);
                    if (meters * 0.99 > accuracy + 2_500) Assert.DoesNotContain(state, found);
                }
            },
            iter: 300);
    }
}
