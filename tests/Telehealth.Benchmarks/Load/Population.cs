using System.Globalization;
using System.Text.Json;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Load;

/// <summary>One person at one visit. The bare servers know no identity, so the bearer is absent there.</summary>
/// <param name="Email">Staff sign in again with it when a session may have ended.</param>
internal sealed record Seat(string VisitId, string? Bearer = null, string? Email = null, string? Password = null);

internal sealed record PairSeat(Seat Clinician, Seat Patient);

/// <summary>Who is there to load a server with: visits InProgress with both people, and patients who wait.</summary>
internal sealed record Population(IReadOnlyList<PairSeat> Pairs, IReadOnlyList<Seat> Waiting)
{
    public const string Synthetic = "synthetic";

    /// <summary>For the bare servers: visits are the numbers from 1 and anyone may join.</summary>
    public static Population Numbered(int pairs, int waiting) => new(
        [.. Numbers(1, pairs).Select(seat => new PairSeat(seat, seat))],
        [.. Numbers(pairs + 1, waiting)]);

    public static Population Read(string file)
    {
        if (!File.Exists(file)) throw new BenchFault($"no population in {file}: give --admin EMAIL:PASSWORD once to prepare it");
        return JsonSerializer.Deserialize<Population>(File.ReadAllText(file)) ?? throw new BenchFault($"{file} is empty");
    }

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this));

    /// <summary>The first so many of each, or a clear refusal when fewer are there.</summary>
    public Population Take(int pairs, int waiting) => pairs <= Pairs.Count && waiting <= Waiting.Count
        ? new Population([.. Pairs.Take(pairs)], [.. Waiting.Take(waiting)])
        : throw new BenchFault($"the population has {Pairs.Count} pairs and {Waiting.Count} waiting; {pairs} and {waiting} are asked for");

    private static IEnumerable<Seat> Numbers(int first, int count) =>
        Enumerable.Range(first, count).Select(number => new Seat(number.ToString(CultureInfo.InvariantCulture)));
}
