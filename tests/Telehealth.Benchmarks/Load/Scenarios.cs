namespace Telehealth.Benchmarks.Load;

internal static class Scenarios
{
    /// <summary>The closed loop before it has warmed up the server; this is for the change of pace.</summary>
    private static readonly TimeSpan WarmAlready = TimeSpan.FromSeconds(3);

    public static async Task<Figures> RunAsync(LoadSpec spec, Population population, CancellationToken cancel)
    {
        var figures = new Figures();
        var chosen = population.Take(spec.Pairs, spec.Waiting);
        if (spec.Scenarios.Contains(LoadSpec.Crowd)) await Crowd.RunAsync(spec, chosen, figures, cancel);
        if (spec.Scenarios.Contains(LoadSpec.Act)) await ClosedLoop.RunAsync(spec, chosen, figures, cancel);
        if (spec.Scenarios.Contains(LoadSpec.Rate)) await OpenLoop.RunAsync(AfterOthers(spec), chosen, figures, cancel);
        return figures;
    }

    private static LoadSpec AfterOthers(LoadSpec spec) =>
        spec.Scenarios.Contains(LoadSpec.Act) && spec.WarmUp > WarmAlready ? spec with { WarmUp = WarmAlready } : spec;
}
