using Telehealth.Benchmarks.Load;

namespace Telehealth.Benchmarks.Compare;

/// <summary>One run of one contender.</summary>
/// <param name="Strangers">What other processes used meanwhile, in percent of one core.</param>
internal sealed record RunRecord(string Contender, int Round, Figures Figures, double Strangers, int Attempt)
{
    public double Figure(string name) => Figures.TryGetValue(name, out var value) ? value : double.NaN;
}
