using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Telehealth.Ledger.Notes;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk.Sealing;

/// <summary>The keys that this node signs with: the current one first, then the one before, while both sign.</summary>
internal sealed class LogKeyring(IOptions<AuditOptions> options, StorageTarget storage)
{
    private const string MadeUpOrigin = "localhost/telehealth-log";
    private readonly Lock _once = new();
    private string[]? _pems;

    /// <summary>The log's first name; a tree begun after a restored backup is this and a number.</summary>
    public string Origin => options.Value.Origin.Length > 0 ? options.Value.Origin : MadeUpOrigin;

    /// <param name="origin">The name that the signatures carry.</param>
    public IReadOnlyList<NoteSignerKey> For(string origin)
    {
        lock (_once) _pems ??= [.. Read()];
        return [.. _pems.Select(pem => NoteSignerKey.TryReadPem(origin, pem) ?? throw new LogRefusedException("A signing key of Audit:SigningKeyFile or Audit:PreviousSigningKeyFile is not an Ed25519 key in PEM."))];
    }

    /// <summary>Writes a new key, readable by its owner alone.</summary>
    /// <exception cref="IOException">The file exists.</exception>
    public static void Make(string file)
    {
        using var stream = PrivateFile.Open(file, FileMode.CreateNew, FileAccess.Write);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(NoteSignerKey.FromSeed("new", RandomNumberGenerator.GetBytes(32)).ToPem()));
        stream.Flush(flushToDisk: true);
    }

    private IEnumerable<string> Read()
    {
        yield return File.ReadAllText(options.Value.SigningKeyFile.Length > 0 ? options.Value.SigningKeyFile : MadeUpKey());
        if (options.Value.PreviousSigningKeyFile.Length > 0) yield return File.ReadAllText(options.Value.PreviousSigningKeyFile);
    }

    /// <summary>Outside of Production: beside the SQLite file, else where the server was started, so that it outlives a restart.</summary>
    private string MadeUpKey()
    {
        var file = storage.Engine is StorageEngine.Sqlite ? $"{StorageTarget.SqliteFile(storage.ConnectionString)}.log-key.pem" : Path.GetFullPath("telehealth.log-key.pem");
        try
        {
            if (!File.Exists(file)) Make(file);
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another node of this machine was first.
        }

        return file;
    }
}
