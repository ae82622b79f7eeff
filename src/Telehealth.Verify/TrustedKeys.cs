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
        foreach (var one in given)
        {
            if (LinesOf(one) is not { } lines) return ([], $"The file of keys cannot be read: {one}");
            foreach (var text in lines)
            {
                if (NoteVerifierKey.TryParse(text) is not { } key) return ([], "A --key is no vkey: it looks like name+0123abcd+AQ…, or is a file with one on each line.");
                keys.Add(key);
            }
        }

        return keys.Count > 0 ? (keys, null) : ([], "The file of keys is empty.");
    }

    /// <returns>Null when the file cannot be read.</returns>
    private static IEnumerable<string>? LinesOf(string given) => !File.Exists(given) ? [given]
        : TextFiles.TryRead(given)?.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l[0] != '#');
}
