using System.Security.Cryptography;
using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Load;
using Telehealth.Tests.Shared;

namespace Telehealth.Benchmarks.Setup;

/// <summary>Fills a clinic through its public doors: clinicians, visits InProgress and patients who wait, with bounded parallelism.</summary>
internal static class Preparation
{
    public static async Task<Population> RunAsync(SetupSpec spec, Uri server, CancellationToken cancel)
    {
        Progress.Line($"preparing {spec.Pairs} pairs and {spec.Waiting} waiting patients");
        try
        {
            using var admin = await ClinicClient.SignedInAsync(server, spec.AdminEmail, spec.AdminPassword);
            var arrivals = new Arrivals(admin, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4)));
            var pairs = await ManyAsync("visits in progress", spec.Pairs, spec.Parallel, arrivals.PairAsync, cancel);
            var lines = (spec.Waiting + spec.PerClinician - 1) / spec.PerClinician;
            var clinicians = await ManyAsync("clinicians for the waiting", lines, spec.Parallel, arrivals.ClinicianAsync, cancel);
            var waiting = await ManyAsync("patients waiting", spec.Waiting, spec.Parallel, i => arrivals.WaitingAsync(clinicians[i / spec.PerClinician]), cancel);
            return new Population(pairs, waiting);
        }
        catch (HttpRequestException refused) when (refused.StatusCode == System.Net.HttpStatusCode.TooManyRequests)
        {
            throw new BenchFault($"{refused.Message}\nThe server limits this address: raise its limits for the run with --set RateLimits:...=...");
        }
        catch (InvalidOperationException refused)
        {
            throw new BenchFault(refused.Message);
        }
    }

    private static async Task<T[]> ManyAsync<T>(string what, int count, int atOnce, Func<int, Task<T>> make, CancellationToken cancel)
    {
        var counted = Progress.Counter(what, count);
        var made = new T[count];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancel }, async (i, _) =>
        {
            made[i] = await make(i);
            counted();
        });
        return made;
    }
}
