using Telehealth.Benchmarks.Cli;
using Telehealth.Benchmarks.Report;
using Telehealth.Benchmarks.Setup;

namespace Telehealth.Benchmarks.Load;

/// <summary>Drives a server that already runs.</summary>
internal static class LoadCommand
{
    public static Task<int> RunAsync(string[] arguments, CancellationToken cancel) =>
        GeneratorProcess.IsThis ? GenerateAsync(Options.Parse(arguments), cancel) : FrontAsync(arguments, cancel);

    private static async Task<int> FrontAsync(string[] arguments, CancellationToken cancel)
    {
        var options = Options.Parse(arguments);
        Check(options);
        var target = options.Text("target", "server");
        var figures = await GeneratorProcess.RunAsync(arguments, cancel);
        var text = LoadReport.Write(target, arguments, figures);
        if (options.Optional("out") is { } file) await File.WriteAllTextAsync(file, text, cancel);
        Console.Write(text);
        return 0;
    }

    private static async Task<int> GenerateAsync(Options options, CancellationToken cancel)
    {
        var (spec, file, admin) = Check(options);
        var population = await PeopleAsync(spec, file, admin, options, cancel);
        (await Scenarios.RunAsync(spec, population, cancel)).Write(options.Required("json"));
        return 0;
    }

    private static (LoadSpec Spec, string File, string? Admin) Check(Options options)
    {
        var spec = LoadSpec.From(options);
        var (file, admin) = (options.Required("population"), options.Optional("admin"));
        if (admin is not null) SetupSpec.From(admin, options);
        _ = (options.Optional("json"), options.Optional("out"), options.Optional("per-clinician"), options.Optional("parallel"));
        options.RefuseUnknown();
        return (spec, file, admin);
    }

    private static async Task<Population> PeopleAsync(LoadSpec spec, string file, string? admin, Options options, CancellationToken cancel)
    {
        if (file == Population.Synthetic) return Population.Numbered(spec.Pairs, spec.Waiting);
        if (admin is not null && !File.Exists(file))
            (await Preparation.RunAsync(SetupSpec.From(admin, options), spec.Dialect.Server, cancel)).Write(file);
        return await Sessions.FreshAsync(file, spec.Dialect.Server);
    }
}
