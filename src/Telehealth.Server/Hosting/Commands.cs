using Microsoft.Extensions.Options;
using Telehealth.Server.Hosting.RuleCommands;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Hosting;

/// <summary>The verbs of the program: <c>serve</c> (also without a word), <c>migrate</c>, <c>rules</c>, <c>health</c>, <c>log</c>, <c>keys</c>, <c>--help</c>.</summary>
internal static class Commands
{
    private const string Help =
        """
        usage: telehealth [serve] [--Key=Value ...]
               telehealth migrate [--wait SECONDS] [--help]
               telehealth log reindex [--continue] [--help]
               telehealth log prune --before DATE --archive FILE [--dry-run true] [--help]
               telehealth health [--url http://127.0.0.1:8080] [--help]
               telehealth log new-key FILE | new-origin --checkpoint FILE --reason TEXT | check [--help]
               telehealth rules validate|show|diff [...] [--help]
               telehealth keys new FILE | rewrap [--help]

        serve     runs the server (the default). Addresses: ASPNETCORE_URLS, or --urls=http://0.0.0.0:8080
        migrate   creates or updates the database schema, then exits (PostgreSQL; SQLite does it by itself);
                  --wait tries that long for the database to answer
        log reindex  makes the search index anew from the sealed records; searching goes on meanwhile, over what is done
        log prune    archives and removes records whose time is over by the rules of retention
        rules     checks, lists and compares the rule files of licensure, consent and minors; changes nothing
        health    exits with 0 when the running server answers GET /health/live within 3 seconds, else with 1
        log       makes the key that signs the log, begins the log anew after an older backup was restored, or checks its tables

        keys      makes a master key for personal details, or moves their keys to a new one

        Settings are keys of appsettings.json, which explains each of them; environment variables (Clinic__Name) and
        arguments (--Clinic:Name=...) override it.
        """;

    /// <summary>The run of the command that is meant; null where the server is.</summary>
    public static Task<int>? Meant(string[] args) =>
        MigrateCommand.IsMeant(args) ? MigrateAsync(args)
        : ReindexCommand.IsMeant(args) ? ReindexAsync(args)
        : PruneCommand.IsMeant(args) ? PruneAsync(args)
        : RulesCommand.IsMeant(args) ? RulesAsync(args)
        : HealthCommand.IsMeant(args) ? HealthAsync(args)
        : KeysCommand.IsMeant(args) ? KeysAsync(args)
        : null;

    public static bool IsHelp(string[] args) => args is ["--help" or "-h" or "help", ..];

    public static int ShowHelp()
    {
        Console.Out.WriteLine(Help);
        return 0;
    }

    public static string[] WithoutVerb(string[] args) => args is ["serve", .. var rest] ? rest : args;

    /// <summary>Settings that cannot be worked with are all told at once, without a stack, before anything is made from them.</summary>
    public static bool AreWrong(IServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return false;
        }
        catch (Exception wrong) when (FailuresOf(wrong) is { Length: > 0 } failures)
        {
            Console.Error.WriteLine("The settings do not allow a start:\n  " + string.Join("\n  ", failures));
            return true;
        }
    }

    /// <summary>Runs until it is stopped; a start that the outside does not allow is told in one sentence, without a stack.</summary>
    public static async Task<int> ServeAsync(WebApplication app)
    {
        try
        {
            await app.RunAsync();
            return 0;
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return 1;
        }
    }

    private static string[] FailuresOf(Exception exception) => exception switch
    {
        OptionsValidationException options => [.. options.Failures],
        AggregateException all => [.. all.InnerExceptions.SelectMany(FailuresOf)],
        _ => [],
    };

    public static Task<int> MigrateAsync(string[] args) => MigrateCommand.RunAsync(args, SettingsOf(args), Console.Out, CancellationToken.None);

    public static Task<int> ReindexAsync(string[] args) => ReindexCommand.RunAsync(args, SettingsOf(args[1..]), Console.Out, CancellationToken.None);

    public static Task<int> PruneAsync(string[] args) => PruneCommand.RunAsync(args, SettingsOf(args[1..]), Console.Out, CancellationToken.None);

    public static Task<int> HealthAsync(string[] args) => HealthCommand.RunAsync(args, SettingsOf(args));

    /// <summary>The exit code of a <c>log</c> command that needs no database; null when this is none.</summary>
    public static int? LogAlone(string[] args) => LogCommands.IsMeant(args) ? LogCommands.RunAlone(args, SettingsOf(args)) : null;

    public static Task<int> RulesAsync(string[] args) =>
        RulesCommand.RunAsync(args, new(SettingsOf([args[0], .. args.Where(RulesCommand.IsSetting)]), Console.Out, Console.Error, TimeProvider.System), CancellationToken.None);

    public static Task<int> KeysAsync(string[] args) => KeysCommand.RunAsync(args, SettingsOf(args), Console.Out, CancellationToken.None);

    private static IConfigurationRoot SettingsOf(string[] args) => new ConfigurationBuilder()
        .SetBasePath(AppContext.BaseDirectory).AddJsonFile("appsettings.json", optional: true).AddEnvironmentVariables().AddCommandLine(args[1..]).Build();
}
