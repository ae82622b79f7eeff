using Telehealth.Verify.Bundle;

namespace Telehealth.Verify;

internal static class Program
{
    private const string Key = "--key", Since = "--since", Consistency = "--consistency", Tiles = "--tiles", Receipt = "--receipt", Json = "--json", Head = "--head";

    private static Task<int> Main(string[] arguments) => arguments switch
    {
        ["--help" or "-h"] => Help(Usage.All),
        ["bundle", .. var rest] => IsHelp(rest) ? Help(Usage.Bundle) : BundleAsync(rest),
        ["proof", .. var rest] => IsHelp(rest) ? Help(Usage.Proof) : ProofAsync(rest),
        ["chain", .. var rest] => IsHelp(rest) ? Help(Usage.Chain) : Chain(rest),
        _ => NotUnderstood(),
    };

    private static async Task<int> BundleAsync(string[] rest)
    {
        if (Arguments.TryRead(rest, [Key, Since, Consistency, Tiles, Receipt], [Json]) is not { Path: { } path } given) return await NotUnderstood();
        var (keys, problem) = TrustedKeys.Read(given.All(Key));
        if (problem is not null) return Unusable(problem);
        var options = new BundleOptions(given.Last(Since), given.Last(Consistency), given.Last(Tiles), given.Last(Receipt));
        return Tell(await new BundleCommand(keys, options, KnownViews.All).RunAsync(path, CancellationToken.None), given);
    }

    private static async Task<int> ProofAsync(string[] rest)
    {
        if (Arguments.TryRead(rest, [Key, Since, Consistency], [Json]) is not { Path: { } path } given) return await NotUnderstood();
        var (keys, problem) = TrustedKeys.Read(given.All(Key));
        return problem is not null ? Unusable(problem) : Tell(await ProofCommand.RunAsync(path, keys, given.Last(Since), given.Last(Consistency), CancellationToken.None), given);
    }

    private static Task<int> Chain(string[] rest) => Arguments.TryRead(rest, [Head], []) is { Path: { } path } given
        ? Task.FromResult(ChainCommand.Run(path, given.Last(Head), Console.Out, Console.Error))
        : NotUnderstood();

    private static int Tell(Report report, Arguments given)
    {
        if (given.Has(Json)) ReportJson.Write(report, Console.Out);
        else ReportText.Write(report, Console.Out, Console.Error);
        return report.Exit;
    }

    private static bool IsHelp(string[] rest) => rest is [.., "--help" or "-h"];

    private static Task<int> Help(string text)
    {
        Console.Out.WriteLine(text);
        return Task.FromResult(ExitCode.Holds);
    }

    private static int Unusable(string why)
    {
        Console.Error.WriteLine(why);
        return ExitCode.Unusable;
    }

    private static Task<int> NotUnderstood() => Task.FromResult(Unusable("This command was not understood. Try: telehealth-verify --help"));
}
