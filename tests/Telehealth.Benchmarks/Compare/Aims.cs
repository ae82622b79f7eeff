namespace Telehealth.Benchmarks.Compare;

/// <summary>What the product promises; every ratio is taken within one round, on one machine, in one hour.</summary>
internal static class Aims
{
    private const double Independent = 1.2;

    public static readonly IReadOnlyList<Goal> DurablePostgres =
    [
        new("actions/s, ours ÷ peer", "closed per second", CompareSpec.Ours, CompareSpec.Peer, AtLeast: true, 2.0),
        new("closed-loop p99, ours ÷ peer", "closed p99 ms", CompareSpec.Ours, CompareSpec.Peer, AtLeast: false, 1.0),
        new("p99 at the fixed rate, ours ÷ bare durable hub", "open p99 ms", CompareSpec.Ours, CompareSpec.Floor, AtLeast: false, 1.5),
        new("server CPU per action at the fixed rate, ours ÷ bare durable hub", "open server CPU µs", CompareSpec.Ours, CompareSpec.Floor, AtLeast: false, 1.3),
    ];

    public static readonly IReadOnlyList<Goal> DurableSqlite =
    [
        new("actions/s, ours ÷ bare durable hub", "closed per second", CompareSpec.Ours, CompareSpec.Floor, AtLeast: true, 0.6),
        new("p99 at the fixed rate, ours ÷ bare durable hub", "open p99 ms", CompareSpec.Ours, CompareSpec.Floor, AtLeast: false, 1.5),
    ];

    public static IReadOnlyList<Goal> WaitingRoom(string ours) =>
    [
        new("resident KB per waiting patient, ours", "resident KB each", ours, null, AtLeast: false, 33),
        new("seconds until all are back, ours ÷ bare hub", "storm seconds", ours, CompareSpec.Floor, AtLeast: false, 2.5),
        new("server CPU ms per return, ours", "storm server CPU ms each", ours, null, AtLeast: false, 0.6),
    ];

    public static IReadOnlyList<Goal> ManyVisits(string many) =>
    [
        new("actions/s, many ÷ few", "closed per second", many, CompareSpec.Ours, AtLeast: true, 1 / Independent),
        new("p50 at the fixed rate, many ÷ few", "open p50 ms", many, CompareSpec.Ours, AtLeast: false, Independent),
        new("server CPU per action at the fixed rate, many ÷ few", "open server CPU µs", many, CompareSpec.Ours, AtLeast: false, Independent),
    ];
}
