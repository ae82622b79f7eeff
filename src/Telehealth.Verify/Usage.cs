namespace Telehealth.Verify;

/// <summary>What <c>--help</c> prints.</summary>
internal static class Usage
{
    public const string All =
        """
        telehealth-verify: checks exported records offline, with no server, no database and no network.

        usage:
          telehealth-verify bundle PATH --key VKEY [--since FILE [--consistency FILE | --tiles FOLDER]] [--receipt FILE] [--json]
          telehealth-verify proof FILE.tlog-proof --key VKEY [--since FILE [--consistency FILE]] [--json]
          telehealth-verify chain FILE.ndjson [--head HASH]
          telehealth-verify COMMAND --help

        bundle  An export as the clinic hands it out: a zip or a folder.
        proof   One record with its proof, from a record's page or GET /api/audit/records/{id}/proof.
        chain   Records alone, one a line, of one stream or of several.

        The lines of the answer begin with
          says   what the material says about itself; believe only what holds
          holds  what was checked and is as it must be
          open   what was not, or cannot be, checked
          BAD    what is not as it must be: where, and why

        exit status:
          0  everything that was checked holds
          1  evidence of tampering: the first record that does not hold is named
          2  the input cannot be used, or the command was not understood

        It does not show that a record was true when it was written, nor that something never written did not happen.
        """;

    public const string Bundle =
        """
        telehealth-verify bundle PATH --key VKEY [--since FILE [--consistency FILE | --tiles FOLDER]] [--receipt FILE] [--json]

        PATH is the export: the zip, or a folder with its files. Nothing is unpacked. It is checked that
          - the head of the log is signed by the key, and is the one that the manifest names;
          - every file is, byte for byte, the one that the manifest names, and there is none besides;
          - every record is spelt as this product writes it and stands in the log under that head, where it says; in an export
            of a whole range, that none between the first and the last is missing;
          - the records of each visit are numbered without a gap and each names the hash of the one before it;
          - every step of each visit is one that the rules allow, every licensure decision follows from the evidence in its
            record, and every start and every permission to enter the room rests on a decision that allows it, for that
            clinician and patient, in the same commit;
          - tables, FHIR and printed pages say what the records say: they are made again from the records and compared;
          - opened personal details are those that the records commit to.

          --key VKEY         The log's public key, as name+0123abcd+AQ…, or a file with one on each line. May be given several
                             times. Take it from the clinic by another way than the export.
          --since FILE       A signed head of this log that you kept from before (its "checkpoint" file). The log must begin
                             with what it said then.
          --consistency FILE The proof of that, from GET /api/audit/log/consistency?from=SIZE&to=SIZE, where the export has
                             none. An export of a whole range in which the older head ends needs none.
          --tiles FOLDER     Instead: the log's tiles as files (Audit:TileFolder, or a copy of /log/).
          --receipt FILE     The .tlog-proof of the export's own record in the clinic's log. It shows that this bundle is the
                             one that was made then: nothing was left out of it since.
          --json             The answer for programs.

        exit status: 0 holds, 1 evidence of tampering, 2 the input cannot be used.
        """;

    public const string Proof =
        """
        telehealth-verify proof FILE.tlog-proof --key VKEY [--since FILE [--consistency FILE]] [--json]

        Checks that the record in the file is, byte for byte, the one that stands at that number in the log under a head that is
        signed by the key, and prints it.

          --key VKEY         The log's public key, or a file with one on each line. May be given several times.
          --since FILE       A signed head of this log that you kept from before; the log must begin with what it said then.
          --consistency FILE The proof of that, from GET /api/audit/log/consistency?from=SIZE&to=SIZE.
          --json             The answer for programs.

        exit status: 0 holds, 1 evidence of tampering, 2 the input cannot be used.
        """;

    public const string Chain =
        """
        telehealth-verify chain FILE.ndjson [--head HASH]

        Reads records, one a line, as they were exported, of one stream or of several. For each stream it checks that
        the records are numbered without a gap, that each names the hash of the one before it, and that every byte is
        spelt as this product writes it. For a visit it also follows what happened: every step must be a lawful one,
        every licensure decision must follow from its evidence, and every start and every permission to enter the
        room must rest on a decision that allows it, recorded in the same commit.

          --head  The hash of the last record, known from elsewhere. Without it nobody can tell whether records were cut off
                  at the end; with it, this is checked too (for a file of one stream).

        exit status: 0 holds, 1 evidence of tampering, 2 the file cannot be used.
        """;
}
