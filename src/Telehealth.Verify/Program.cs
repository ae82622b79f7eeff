namespace Telehealth.Verify;

internal static class Program
{
    private const string Help =
        """
        telehealth-verify: checks exported records offline, with no server and no network.

        usage:
          telehealth-verify chain FILE.ndjson [--head HASH]
          telehealth-verify --help

        chain   Reads records, one a line, as they were exported, of one stream or of several. For each stream it checks that
                the records are numbered without a gap, that each names the hash of the one before it, and that every byte is
                spelt as this product writes it. For a visit it also follows what happened: every step must be a lawful one,
                every licensure decision must follow from its evidence, and every start and every permission to enter the
                room must rest on a decision that allows it, recorded in the same commit.
          --head  The hash of the last record, known from elsewhere. Without it nobody can tell whether records were cut off
                  at the end; with it, this is checked too (for a file of one stream).

        exit status:
          0  everything holds
          1  evidence of tampering: the first record that does not hold is named
          2  the file cannot be used, or the command was not understood

        It does not show that a record was true when it was written, nor that something never written did not happen.
        """;

    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["--help" or "-h"]:
                Console.Out.WriteLine(Help);
                return ExitCode.Holds;
            case ["chain", var file]:
                return ChainCommand.Run(file, null, Console.Out, Console.Error);
            case ["chain", var file, "--head", var head]:
                return ChainCommand.Run(file, head, Console.Out, Console.Error);
            default:
                Console.Error.WriteLine("This command was not understood. Try: telehealth-verify --help");
                return ExitCode.Unusable;
        }
    }
}
