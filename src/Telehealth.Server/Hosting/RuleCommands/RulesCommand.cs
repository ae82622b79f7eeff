using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Hosting.RuleCommands;

/// <summary>What a command works with; the test gives its own.</summary>
internal sealed record CommandContext(IConfiguration Settings, TextWriter Output, TextWriter Errors, TimeProvider Time);

/// <summary><c>telehealth rules</c>: looks at rule files, and at what a change of them would do. It changes nothing.</summary>
internal static class RulesCommand
{
    public const int Yes = 0, No = 1, Trouble = 2;

    private const string Usage =
        """
        usage: telehealth rules validate [--folder FOLDER]
               telehealth rules show [--folder FOLDER]
               telehealth rules diff [FROM] TO [--days DAYS]

        Rule files are configuration that a clinic keeps, never legal advice; docs/licensure.md says how they are kept.

        validate  reads the files strictly and tells every mistake: file, row, reason.
                  Exit code: 0 the server would start with them, 1 it would not, 2 the command was wrong.
        show      lists every row: in force or not, as of when, from which source, and which are stale.
                  Exit code: 0, or 2 when the files cannot be read.
        diff      compares two rule sets, and decides every booked visit dry under both: prints the rows that differ and the
                  ids of the visits whose verdict changes. Nothing personal is printed and nothing is recorded. Of visits whose
                  patient has not said where they are, the place of their last visit counts, else every served state.
                  FROM and TO: a folder, 'built-in', 'configured' (what this machine's settings name) or 'in-force' (what the
                  database says; FROM when only TO is given).
                  Exit code: 0 no visit's verdict changes, 1 some do, 2 it could not be found out.

        --folder  as the setting Rules:Folder, which is the default. Files that it does not hold are the built-in ones.
        --days    looks so many days ahead, 1 to 366. Default 60.
        Settings (ConnectionStrings:Telehealth, Rules:Folder, ...) as for the server.
        """;

    public static bool IsMeant(string[] args) => args is ["rules", ..];

    public static async Task<int> RunAsync(string[] args, CommandContext context, CancellationToken cancellation)
    {
        if (args.Any(a => a is "--help" or "-h"))
        {
            await context.Output.WriteLineAsync(Usage);
            return Yes;
        }

        return args[1..] switch
        {
            ["validate", .. var rest] => Folder(rest) is { Known: true } f ? await ValidateRules.RunAsync(f.Path, context) : await WrongAsync(context),
            ["show", .. var rest] => Folder(rest) is { Known: true } f ? await ShowRules.RunAsync(f.Path, context) : await WrongAsync(context),
            ["diff", .. var rest] => DiffRequest.Of(rest) is { } request ? await DiffRules.RunAsync(request, context, cancellation) : await WrongAsync(context),
            _ => await WrongAsync(context),
        };
    }

    /// <summary>The rules of a folder, of the setting where none is named; null after the mistakes were told.</summary>
    internal static async Task<LoadedRules?> ReadAsync(string? folder, CommandContext context)
    {
        var read = RuleSetReader.Read(folder ?? context.Settings[$"{RulesOptions.Section}:{nameof(RulesOptions.Folder)}"], RuleFiles.Today(context.Time));
        foreach (var problem in read.Problems) await context.Errors.WriteLineAsync(problem.ToString());
        return read.Rules;
    }

    private static async Task<int> WrongAsync(CommandContext context)
    {
        await context.Errors.WriteLineAsync(Usage);
        return Trouble;
    }

    /// <summary>Settings of the server may stand among the arguments; a folder is named once.</summary>
    private static (bool Known, string? Path) Folder(string[] rest) => rest.Where(a => !IsSetting(a)).ToArray() switch
    {
        [] => (true, null),
        ["--folder", var path] => (true, path),
        [var named] when named.StartsWith("--folder=", StringComparison.Ordinal) => (true, named["--folder=".Length..]),
        _ => (false, null),
    };

    internal static bool IsSetting(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.IndexOf('=', StringComparison.Ordinal) is > 0 and var end && argument.AsSpan(0, end).Contains(':');
}
