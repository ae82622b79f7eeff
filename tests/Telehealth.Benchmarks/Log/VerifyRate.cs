using System.Diagnostics;
using System.Security.Cryptography;
using Telehealth.Benchmarks.Report;
using Telehealth.Ledger;
using Telehealth.Ledger.Tiles;

namespace Telehealth.Benchmarks.Log;

/// <summary>The root over many records computed again, as whoever checks a whole export does, beside SHA-256 over the same bytes and nothing else; on one core.</summary>
internal sealed class VerifyRate(LogSpec spec)
{
    private const int Length = 600, Kept = 4096;

    /// <returns>Records a second, both ways, one pair a round.</returns>
    public List<(double Tree, double Bare)> Measure()
    {
        var records = new byte[Kept][];
        var random = new Random(1);
        for (var i = 0; i < Kept; i++) random.NextBytes(records[i] = new byte[Length]);
        var rates = new List<(double, double)>();
        for (var round = 0; round < spec.Rounds; round++)
        {
            var (tree, bare) = (Timed(() => Tree(records)), Timed(() => Bare(records)));
            rates.Add((spec.Verified / tree, spec.Verified / bare));
            Cli.Progress.Line($"verify: {Numbers.Short(spec.Verified / tree)}/s, bare SHA-256 {Numbers.Short(spec.Verified / bare)}/s");
        }

        return rates;
    }

    private void Tree(byte[][] records)
    {
        var (edge, full) = (new TileFrontier(), new List<FullTile>());
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        for (var i = 0; i < spec.Verified; i++)
        {
            MerkleHash.Leaf(records[i % Kept], hash);
            edge.Append(hash, full);
            full.Clear();
        }

        GC.KeepAlive(edge.Root());
    }

    private void Bare(byte[][] records)
    {
        Span<byte> hash = stackalloc byte[MerkleHash.Size];
        for (var i = 0; i < spec.Verified; i++) SHA256.HashData(records[i % Kept], hash);
    }

    private static double Timed(Action work)
    {
        var since = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
