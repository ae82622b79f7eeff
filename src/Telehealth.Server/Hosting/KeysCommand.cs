using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Hosting;

/// <summary><c>telehealth keys</c>: makes a master key, and moves the keys of personal details from an old one to the one that is set.</summary>
internal static class KeysCommand
{
    private const string Usage =
        """
        usage: telehealth keys new FILE
               telehealth keys rewrap [--Audit:MasterKeyFile=FILE] [--Audit:FormerMasterKeyFiles:0=FILE]

        new      writes a new master key to FILE, readable by its owner alone; an existing file is never overwritten
        rewrap   wraps every key of personal details under the master key that is set. To change the master key:
                 1. make a new one; 2. set Audit:MasterKeyFile to it and Audit:FormerMasterKeyFiles to the old one, and restart
                 every server; 3. run rewrap; 4. take the old one out of the settings, and keep it as long as backups
                 from before are kept. On SQLite stop the server first. What was erased stays erased.

        Keep the master key apart from the database and its backups, and keep a copy of it: without it no personal detail
        of the log can be read again.
        Exit code: 0 done, 1 failed.
        """;

    private const int AtOnce = 500;

    public static bool IsMeant(string[] args) => args is ["keys", ..];

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        if (args.Length < 2 || args.Any(a => a is "--help" or "-h"))
        {
            await output.WriteLineAsync(Usage);
            return args.Length < 2 ? 1 : 0;
        }

        try
        {
            return args switch
            {
                ["keys", "new", var file] => await MakeAsync(file, output),
                ["keys", "rewrap", ..] => await RewrapAsync(configuration, output, cancellation),
                _ => await WrongAsync(output),
            };
        }
        catch (Exception e) when (e is DbException or StartRefusedException or IOException or UnauthorizedAccessException or InvalidOperationException or FormatException or System.Security.Cryptography.CryptographicException || StorageFaults.IsUnavailable(e))
        {
            await output.WriteLineAsync($"Failed: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> MakeAsync(string file, TextWriter output)
    {
        KeyFiles.Create(file);
        await output.WriteLineAsync($"A new master key is in {file}. Set Audit:MasterKeyFile to it, and keep a copy apart from the database.");
        return 0;
    }

    private static async Task<int> WrongAsync(TextWriter output)
    {
        await output.WriteLineAsync(Usage);
        return 1;
    }

    private static async Task<int> RewrapAsync(IConfiguration configuration, TextWriter output, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(configuration[$"{DetailsOptions.Section}:{nameof(DetailsOptions.MasterKeyFile)}"]))
        {
            await output.WriteLineAsync("Audit:MasterKeyFile is not set: there is nothing to wrap under.");
            return 1;
        }

        await using var services = await LogWork.StartAsync(configuration, cancellation);
        var (desk, vault, current) = (services.GetRequiredService<IClinicDesk>(), services.GetRequiredService<DetailVault>(), services.GetRequiredService<MasterKeys>().CurrentId);
        var done = 0;
        for (var batch = AtOnce; batch == AtOnce;)
        {
            batch = await desk.ExecuteAsync(Actor.System, (work, token) => RewrapAsync(work, vault, current, token), cancellation);
            done += batch;
            if (batch > 0) await output.WriteLineAsync($"{done} keys wrapped anew.");
        }

        await output.WriteLineAsync($"Every key is under master key {current}.");
        return 0;
    }

    private static async Task<int> RewrapAsync(ClinicWork work, DetailVault vault, string current, CancellationToken cancellation)
    {
        var keys = await work.Db.DetailKeys.Where(k => k.MasterId != current && k.DestroyedAt == null).OrderBy(k => k.Id).Take(AtOnce).ToListAsync(cancellation);
        foreach (var key in keys)
        {
            var anew = vault.Rewrap(key.ToKey());
            (key.MasterId, key.Wrapped) = (anew.MasterId, anew.Wrapped);
        }

        if (keys.Count > 0)
        {
            work.Record(new ClinicRecord("DetailKeysRewrapped", "keys", new Dictionary<string, string>(), new Dictionary<string, object?> { ["keys"] = (long)keys.Count, ["master"] = current }));
        }

        return keys.Count;
    }
}
