using Telehealth.Benchmarks.Floor;
using Telehealth.Benchmarks.Load;

namespace Telehealth.Benchmarks.Compare;

/// <summary>One question, its contenders, what the generator does and what is to be reached.</summary>
internal sealed record Topic(string Name, string Title, IReadOnlyList<Contender> Contenders, IReadOnlyList<string> LoadArguments, IReadOnlyList<Goal> Goals)
{
    private const string DurablePostgres = "durable-postgres";
    private const string DurableSqlite = "durable-sqlite";
    private const string WaitingRoom = "waiting-room";
    private const string ManyVisits = "many-visits";

    public static readonly IReadOnlyList<string> Names = [DurablePostgres, DurableSqlite, WaitingRoom, ManyVisits];

    public static Topic Make(string name, Bench bench)
    {
        var spec = bench.Spec;
        string[] act = ["--scenario", $"{LoadSpec.Act},{LoadSpec.Rate}", "--pairs", $"{spec.Pairs}", "--waiting", "0"];
        string[] crowd = ["--scenario", LoadSpec.Crowd, "--pairs", "0", "--waiting", $"{spec.Waiting}"];
        return name switch
        {
            DurablePostgres => new(name, $"Durable actions on PostgreSQL, {spec.Pairs} pairs",
                Chosen(spec, bench.Few(FloorCommand.Postgres), bench.Floor(FloorCommand.Postgres), bench.Peer), act, Aims.DurablePostgres),
            DurableSqlite => new(name, $"Durable actions on SQLite (WAL, synchronous FULL), {spec.Pairs} pairs",
                Chosen(spec, bench.Few(FloorCommand.Sqlite), bench.Floor(FloorCommand.Sqlite)), act, Aims.DurableSqlite),
            WaitingRoom => new(name, $"{spec.Waiting} patients in the waiting room, and all of them back after a cut",
                Chosen(spec, bench.Many, bench.Floor(FloorCommand.Memory), bench.Peer), crowd, Aims.WaitingRoom(bench.Many.Name)),
            _ => new(name, $"One visit beside {spec.Few} and beside {spec.Waiting} other open visits, PostgreSQL",
                Chosen(spec, bench.Few(FloorCommand.Postgres), bench.Many), act, Aims.ManyVisits(bench.Many.Name)),
        };
    }

    private static Contender[] Chosen(CompareSpec spec, params Contender[] all) =>
        [.. all.Where(contender => spec.Targets.Any(target => contender.Name.StartsWith(target, StringComparison.Ordinal)))];
}
