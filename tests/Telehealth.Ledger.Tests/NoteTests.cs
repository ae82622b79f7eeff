using Telehealth.Ledger.Notes;

namespace Telehealth.Ledger.Tests;

/// <summary>Signed notes and checkpoints, against the published examples of Go's sumdb/note and of Tessera.</summary>
public sealed class NoteTests
{
    private const string GoKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string GoSeed = "gQoUAtUUbI2E8kQzMPVAgOv5juF9nHT2JS/F1ccoMXM=";
    private const string GoText = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string GoNote = GoText + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly NoteSignerKey Old = NoteSignerKey.FromSeed("clinic.example/log", [.. Enumerable.Repeat((byte)1, 32)]);
    private static readonly NoteSignerKey New = NoteSignerKey.FromSeed("clinic.example/log", [.. Enumerable.Repeat((byte)2, 32)]);

    [Fact]
    public void The_published_note_of_go_opens() =>
        Assert.Null(SignedNote.TryParse(GoNote)!.Check([NoteVerifierKey.TryParse(GoKey)!]).Problem);

    [Fact]
    public void Signing_with_the_published_key_gives_the_published_note()
    {
        var key = NoteSignerKey.FromSeed("PeterNeumann", Convert.FromBase64String(GoSeed));

        Assert.Equal(GoKey, key.Verifier.ToString());
        Assert.Equal(GoNote, SignedNote.Sign(GoText, [key]).ToString());
    }

    [Fact]
    public void No_part_of_a_vkey_and_no_changed_vkey_is_one()
    {
        for (var start = 0; start <= GoKey.Length; start++)
        {
            for (var end = start; end <= GoKey.Length; end++)
            {
                if (start != 0 || end != GoKey.Length) Assert.Null(NoteVerifierKey.TryParse(GoKey[start..end]));
            }
        }

        for (var i = 0; i < GoKey.Length; i++) Assert.Null(NoteVerifierKey.TryParse($"{GoKey[..i]}{(char)(GoKey[i] + 1)}{GoKey[(i + 1)..]}"));
        Assert.Null(NoteVerifierKey.TryParse("PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=="));
        Assert.Null(NoteVerifierKey.TryParse("PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"));
    }

    [Fact]
    public void Any_changed_character_of_a_note_is_noticed()
    {
        NoteVerifierKey[] trusted = [NoteVerifierKey.TryParse(GoKey)!];
        for (var i = 0; i < GoNote.Length; i++)
        {
            var changed = $"{GoNote[..i]}{(char)(GoNote[i] ^ 1)}{GoNote[(i + 1)..]}";
            Assert.NotNull(SignedNote.TryParse(changed) is { } note ? note.Check(trusted).Problem : "malformed");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("text\n")]
    [InlineData("text\n\n")]
    [InlineData("text\n\n— name AAAA")]
    [InlineData("text\n\n— name\n")]
    [InlineData("text\n\n— na+me AAAAAAAA\n")]
    [InlineData("text\n\n- name AAAAAAAA\n")]
    [InlineData("text\n\n— name AAAA\n")]
    [InlineData("text\n\n— name AAAAAAA\n")]
    [InlineData("te\rxt\n\n— name AAAAAAAA\n")]
    public void What_is_no_note_is_not_read_as_one(string text) => Assert.Null(SignedNote.TryParse(text));

    [Fact]
    public void During_a_rotation_either_key_opens_the_note()
    {
        var note = SignedNote.TryParse(new Checkpoint("clinic.example/log", 7, new byte[32]).Sign([New, Old]).ToString())!;

        Assert.Null(note.Check([Old.Verifier]).Problem);
        Assert.Null(note.Check([New.Verifier]).Problem);
        Assert.Equal(2, note.Check([Old.Verifier, New.Verifier]).Signers.Count);
        Assert.NotNull(note.Check([NoteVerifierKey.TryParse(GoKey)!]).Problem);
    }

    [Fact]
    public void One_wrong_signature_of_a_trusted_key_condemns_a_note_that_another_signed_well()
    {
        var note = new Checkpoint("clinic.example/log", 7, new byte[32]).Sign([New, Old]);
        var forged = note with { Signatures = [note.Signatures[0], note.Signatures[1] with { Signature = note.Signatures[0].Signature }] };

        Assert.NotNull(forged.Check([Old.Verifier, New.Verifier]).Problem);
        Assert.Null(forged.Check([New.Verifier]).Problem);
    }

    [Fact]
    public void A_key_in_pem_is_read_back_and_other_kinds_of_keys_are_not()
    {
        Assert.Equal(Old.Verifier, NoteSignerKey.TryReadPem("clinic.example/log", Old.ToPem())!.Verifier);
        Assert.Null(NoteSignerKey.TryReadPem("clinic.example/log", "not a key"));
        using var other = System.Security.Cryptography.ECDsa.Create();
        Assert.Null(NoteSignerKey.TryReadPem("clinic.example/log", other.ExportPkcs8PrivateKeyPem()));
    }

    [Theory]
    [InlineData("log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", true)]
    [InlineData("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nmore\n", true)]
    [InlineData("log\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", false)]
    [InlineData("log\n1\n47DEQpj8HBSa\n", false)]
    [InlineData("log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n", false)]
    [InlineData("log\n1\n", false)]
    public void A_checkpoint_has_one_spelling(string text, bool valid) => Assert.Equal(valid, Checkpoint.TryParse(text) is not null);

    [Fact]
    public void A_checkpoint_of_another_log_is_not_taken_for_ours()
    {
        var note = new Checkpoint("clinic.example/log", 7, new byte[32]).Sign([Old]).ToString();

        Assert.Null(Checkpoint.Open(note, [Old.Verifier], "clinic.example/log").Problem);
        Assert.NotNull(Checkpoint.Open(note, [Old.Verifier], "clinic.example/log/2").Problem);
    }
}
