using Telehealth.Server.Live;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live.Contract;

/// <summary>REWRITE=1 writes what is stale.</summary>
public sealed class ContractTests
{
    [Fact]
    public void The_web_clients_types_are_those_that_the_server_sends() =>
        Same("src/web/contract/generated.ts", new TypeScript().Write(typeof(IVisitHub), typeof(IVisitClient)));

    [Fact]
    public void The_hubs_page_says_what_its_interfaces_say() => Same("docs/hub.md", HubPage.Write());

    private static void Same(string file, string written)
    {
        var path = Path.Combine(Repository.Top, file);
        if (Environment.GetEnvironmentVariable("REWRITE") is "1") File.WriteAllText(path, written);
        Assert.True(File.Exists(path) && File.ReadAllText(path) == written, $"{file} is stale; run this test with REWRITE=1.");
    }
}
