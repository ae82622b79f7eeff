using Telehealth.Ledger.Notes;

namespace Telehealth.Verify;

/// <summary>The keys that whoever checks trusts, and nobody else's.</summary>
internal static class TrustedKeys
{
    /// <param name="given">Each a vkey, or a file with one on each line.</param>
    /// <returns>The keys, or why there are none, in plain words.</returns>
    public static (IReadOnlyList<NoteVerifierKey> Keys, string? Problem) Read(IReadOnlyList<string> given)
    {
        if (given.Count == 0) return ([], "Give the log's public key with --key: the vkey that the clinic told you, not one that came with what you check.");
        var keys = new List<NoteVerifierKey>();
        foreach (var text in given.SelectMany(LinesOf))
        {
            if (NoteVerifierKey.TryParse(text) is not { } key) return ([], "A --key is no vkey: it looks like name+0123abcd+AQ…, or is a file with one on each line.");
            keys.Add(key);
        }

        return keys.Count > 0 ? (keys, null) : ([], "The file of keys is empty.");
    }

    private static IEnumerable<string> LinesOf(string given) => File.Exists(given)
        ? File.ReadAllLines(given).Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#')
        : [given];
}
