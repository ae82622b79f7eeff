namespace Telehealth.Benchmarks.Load;

internal static class Scenarios
{
    public static async Task<Figures> RunAsync(LoadSpec spec, Population population, CancellationToken cancel)
    {
        var figures = new Figures();
        var chosen = population.Take(spec.Pairs, spec.Waiting);
        if (spec.Scenarios.Contains(LoadSpec.Crowd)) await Crowd.RunAsync(spec, chosen, figures, cancel);
        if (spec.Scenarios.Contains(LoadSpec.Act)) await ClosedLoop.RunAsync(spec, chosen, figures, cancel);
        if (spec.Scenarios.Contains(LoadSpec.Rate)) await OpenLoop.RunAsync(spec, chosen, figures, cancel);
        return figures;
    }
}
