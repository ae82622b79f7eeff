using Telehealth.Ledger.Notes;
using Telehealth.Server.Desk.Sealing;

namespace Telehealth.Server.Hosting;

/// <summary><c>telehealth log</c>: the sealed log's key, and its new beginning after a restored backup.</summary>
internal static class LogCommands
{
    private const string Usage =
        """
        usage: telehealth log new-key FILE [--Audit:Origin=NAME]
               telehealth log new-origin --checkpoint FILE --reason TEXT
               telehealth log check
               telehealth log --help

        new-key     Writes a new private key to FILE, readable by its owner alone, and prints the public one (vkey) that
                    verifiers need. It never overwrites a file. Keep a copy where neither the server nor its backups are.
                    To exchange keys: make a new one, set Audit:SigningKeyFile to it and Audit:PreviousSigningKeyFile to the
                    one before, restart every server. Both sign until the latter is taken out again; the change is recorded.
        new-origin  After an older backup was restored, or when the key is lost: begins a new tree, named like the old one with
                    a number behind it, whose first record cites the last signed head of the old one. The server says when it
                    is needed, and never signs less than it signed before. Stop every server first.
          --checkpoint  The newest signed head of the old tree that you have: out of Audit:CheckpointFile, the second store, or
                        the daily e-mail.
          --reason      Why, without personal data; it stands in the log for good.

        check       Holds every table of the log against the records' own bytes: their columns, leaves, tiles, signed heads, and
                    the head that each visit names. It only reads; on SQLite the server has to be stopped. What it finds it
                    prints, a line each. An outsider uses telehealth-verify instead, which trusts no table.

        Exit code: 0 done (check: nothing is wrong), 1 not done (check: something is).
        """;

    public static bool IsMeant(string[] args) => args is ["log", ..];

    /// <summary>What needs no database; null when the command does.</summary>
    public static int? RunAlone(string[] args, IConfiguration settings)
    {
        if (args is ["log", "new-origin" or "check", ..] && !args.Any(a => a is "--help" or "-h")) return null;
        if (args is not ["log", "new-key", var file, ..] || file.StartsWith('-'))
        {
            Console.Out.WriteLine(Usage);
            return args.Any(a => a is "--help" or "-h") ? 0 : 1;
        }

        return MakeKey(file, settings["Audit:Origin"]);
    }

    public static async Task<int> RunAsync(string[] args, IServiceProvider services, CancellationToken cancellation)
    {
        if (args is ["log", "check", ..]) return await CheckAsync(services, cancellation);
        var told = new ConfigurationBuilder().AddCommandLine(args[2..]).Build();
        if (told["checkpoint"] is not { } file || told["reason"] is not { Length: > 0 and <= 500 } reason || !File.Exists(file))
        {
            await Console.Error.WriteLineAsync("--checkpoint needs a file, and --reason 1 to 500 characters.");
            return 1;
        }

        await StartAsync(services, cancellation);
        var (done, said) = await services.GetRequiredService<NewOrigin>().BeginAsync(await File.ReadAllTextAsync(file, cancellation), reason, cancellation);
        await (done ? Console.Out : Console.Error).WriteLineAsync(said);
        return done ? 0 : 1;
    }

    private static async Task<int> CheckAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await StartAsync(services, cancellation);
        var (records, wrong) = await services.GetRequiredService<LogCheck>().RunAsync(cancellation);
        foreach (var line in wrong) await Console.Out.WriteLineAsync($"BAD    {line}");
        await Console.Out.WriteLineAsync(wrong.Count == 0 ? $"All {records} records and every table beside them agree." : "Something was changed in the database. Keep it as it is, and compare with a backup.");
        return wrong.Count == 0 ? 0 : 1;
    }

    private static async Task StartAsync(IServiceProvider services, CancellationToken cancellation)
    {
        foreach (var start in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>()) await start.StartingAsync(cancellation);
    }

    private static int MakeKey(string file, string? origin)
    {
        try
        {
            LogKeyring.Make(file);
        }
        catch (Exception no) when (no is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The key was not written: {no.Message}");
            return 1;
        }

        Console.Out.WriteLine(origin is { Length: > 0 } name && Checkpoint.IsOrigin(name)
            ? $"Wrote {file}. The public key, for verifiers:\n{NoteSignerKey.TryReadPem(name, File.ReadAllText(file))!.Verifier}"
            : $"Wrote {file}. With Audit:Origin set, this command prints the public key too; so does GET /api/audit/log.");
        return 0;
    }
}
