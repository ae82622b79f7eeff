using System.Globalization;
using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Tests.Shared.Faults;

/// <summary>Everything that was seen of a run.</summary>
public sealed class FaultRunResult
{
    /// <summary>Within this a clinician's press is answered: <c>Video:AnswerSeconds</c> for the vendor and two for our own commits.</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    public required FaultRunSpec Spec { get; init; }
    public required IReadOnlyList<VisitTrace> Visits { get; init; }

    /// <summary>Phase and outcome of each visit at the end, by id.</summary>
    public required IReadOnlyDictionary<string, string> Ends { get; init; }

    /// <summary>Which visit a room was claimed for, by the room's name.</summary>
    public required IReadOnlyDictionary<string, string> Claims { get; init; }

    public required IReadOnlyList<FakeRoom> Rooms { get; init; }

    /// <summary>What the vendor was asked while it misbehaved.</summary>
    public required IReadOnlyList<SeenRequest> Requests { get; init; }

    /// <summary>What it was asked afterwards, until nothing was left.</summary>
    public required int AskedAfterwards { get; init; }
    public required FakeCallbacks Callbacks { get; init; }
    public required TimeSpan Took { get; init; }

    /// <summary>From the last visit's end until the vendor had no room of ours any more, or until we stopped waiting.</summary>
    public required TimeSpan Settled { get; init; }

    public IEnumerable<Press> Presses => Visits.SelectMany(v => v.Presses);

    /// <summary>Visits that are not closed.</summary>
    public IReadOnlyList<string> Stuck => [.. Visits.Where(v => !Ends.GetValueOrDefault(v.VisitId, "").StartsWith("Closed", StringComparison.Ordinal)).Select(v => $"{v.VisitId}: {Ends.GetValueOrDefault(v.VisitId, "unknown")}")];

    public IReadOnlyList<string> Problems => [.. Visits.SelectMany(v => v.Problems.Select(p => $"{v.VisitId}: {p}"))];

    /// <summary>Visits with two rooms that lived at the same moment, or that let people into two.</summary>
    public IReadOnlyList<string> WithTwoRooms => [.. Visits.Where(v => v.Rooms.Count > 1 || Overlap(RoomsOf(v))).Select(v => v.VisitId)];

    /// <summary>Rooms that still live, of no visit that is open.</summary>
    public IReadOnlyList<FakeRoom> Orphans => [.. Rooms.Where(r => r.IsLive)];

    public TimeSpan Percentile(double share)
    {
        var sorted = Presses.Select(p => p.Took).Order().ToArray();
        return sorted.Length == 0 ? TimeSpan.Zero : sorted[Math.Min(sorted.Length - 1, (int)Math.Ceiling(share * sorted.Length) - 1)];
    }

    /// <summary>What was promised and not kept; empty when all is well.</summary>
    public IReadOnlyList<string> Broken =>
    [
        .. Problems, .. Stuck.Select(s => $"stuck: {s}"), .. WithTwoRooms.Select(v => $"two rooms: {v}"), .. Orphans.Select(o => $"orphan: {o.Name}"),
        .. Percentile(0.99) <= Budget ? Array.Empty<string>() : [string.Create(CultureInfo.InvariantCulture, $"p99 of a press is {Percentile(0.99).TotalSeconds:0.0} s")],
    ];

    private IEnumerable<FakeRoom> RoomsOf(VisitTrace visit) => Rooms.Where(r => Claims.GetValueOrDefault(r.Name) == visit.VisitId);

    private static bool Overlap(IEnumerable<FakeRoom> rooms)
    {
        var inOrder = rooms.OrderBy(r => r.CreatedAt).ToArray();
        return inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.EndedAt is not { } end || end > pair.Second.CreatedAt);
    }
}
