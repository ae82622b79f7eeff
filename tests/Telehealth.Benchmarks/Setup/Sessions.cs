using Telehealth.Benchmarks.Load;
using Telehealth.Tests.Shared;

namespace Telehealth.Benchmarks.Setup;

/// <summary>Staff sessions are shorter than a long comparison: the clinicians of an older population sign in again.</summary>
internal static class Sessions
{
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(20);

    public static async Task<Population> FreshAsync(string file, Uri server)
    {
        var population = Population.Read(file);
        if (DateTime.UtcNow - File.GetLastWriteTimeUtc(file) < Young) return population;
        var pairs = new List<PairSeat>();
        foreach (var pair in population.Pairs) pairs.Add(pair with { Clinician = await SignInAsync(pair.Clinician, server) });
        population = population with { Pairs = pairs };
        population.Write(file);
        return population;
    }

    private static async Task<Seat> SignInAsync(Seat seat, Uri server)
    {
        if (seat is not { Email: { } email, Password: { } password }) return seat;
        using var clinician = await ClinicClient.SignedInAsync(server, email, password);
        return seat with { Bearer = clinician.AccessToken };
    }
}
