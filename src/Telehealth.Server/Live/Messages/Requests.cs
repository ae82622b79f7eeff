using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Live.Messages;

/// <summary>Watch one visit over this connection.</summary>
public sealed record JoinVisitRequest : VisitBody
{
    /// <summary>The version that the client has; absent for a snapshot.</summary>
    public long? SinceVersion { get; init; }
}

/// <summary>Either <c>view</c>, or what was <c>missed</c> since the version that was named.</summary>
public sealed record JoinVisitAnswer : VersionAnswer
{
    public VisitView? View { get; init; }

    /// <summary>In order, without gaps; empty when nothing was missed.</summary>
    public IReadOnlyList<VisitChanged>? Missed { get; init; }
}

/// <summary>Watch the board over this connection; a second call replaces the filter.</summary>
public sealed record WatchBoardRequest
{
    public BoardFilter? Filter { get; init; }
}

/// <param name="Mine">Only visits of the clinician who asks.</param>
/// <param name="Day">Visits that start on this day in the clinic's zone; absent for today's and whatever is open.</param>
public sealed record BoardFilter(bool? Mine = null, LocalDate? Day = null);

public sealed record WatchBoardAnswer : Answer
{
    public BoardView? Board { get; init; }
}

public sealed record BoardView(Instant At, IReadOnlyList<BoardRow> Rows);

/// <summary>Stop watching the board.</summary>
public sealed record UnwatchBoardRequest;

/// <summary>Watch the counts over this connection.</summary>
public sealed record WatchOperationsRequest;

public sealed record WatchOperationsAnswer : Answer
{
    public Operations? Operations { get; init; }
}

/// <summary>Say something in the visit's chat.</summary>
public sealed record SendMessageRequest : VisitBody
{
    /// <summary>1 to 2,000 characters.</summary>
    public required string Text { get; init; }

    /// <summary>Chosen by the caller; the same id is stored once.</summary>
    public required Guid ClientMessageId { get; init; }

    internal override RefusalView? Check() =>
        string.IsNullOrWhiteSpace(Text) ? RefusalView.Of(RefusalCode.Invalid) : CommandBody.CheckText(Text);
}

public sealed record SendMessageAnswer : Answer
{
    public long? Number { get; init; }
    public Instant? At { get; init; }
}

/// <summary>Read the visit's chat.</summary>
public sealed record GetMessagesRequest : VisitBody
{
    /// <summary>The last number that the client has; absent for all.</summary>
    public long? AfterNumber { get; init; }
}

public sealed record GetMessagesAnswer : Answer
{
    /// <summary>In order of number, at most 500; ask again after the last.</summary>
    public IReadOnlyList<ChatMessage>? Messages { get; init; }
}

/// <summary>Pass a signal to one other person in the same room.</summary>
public sealed record RelaySignalRequest : VisitBody
{
    private const int LongestPayload = 16 * 1024;

    public required ParticipantId ToParticipantId { get; init; }

    /// <summary>An object of the clients' own making, at most 16 KiB.</summary>
    public required JsonElement Payload { get; init; }

    internal override RefusalView? Check() =>
        Payload.ValueKind is not JsonValueKind.Object ? RefusalView.Of(RefusalCode.Invalid)
        : System.Text.Encoding.UTF8.GetByteCount(Payload.GetRawText()) > LongestPayload ? RefusalView.Of(RefusalCode.TooLarge)
        : null;
}

/// <summary>How the media are doing on this side. For metrics and alerts; of a video that broke off or was weak for a while, the log keeps that it was so.</summary>
public sealed record ReportMediaRequest : VisitBody
{
    public required MediaSample Sample { get; init; }

    internal override RefusalView? Check() => Sample.IsPossible ? null : RefusalView.Of(RefusalCode.Invalid);
}

/// <param name="PacketsLost">Since the last sample.</param>
/// <param name="Quality">How good this side's own connection is, from 5, excellent, to 1, barely usable; 0 when there is none.</param>
/// <param name="Connection">Whether sound and picture come through: when it changed, and again with every sample while it is not Connected.</param>
public sealed record MediaSample(
    long? PacketsLost = null, double? JitterMs = null, double? RoundTripTimeMs = null, long? FramesDecoded = null, bool? PermissionDenied = null, bool? DeviceMissing = null,
    int? Quality = null, MediaConnection? Connection = null)
{
    internal bool IsPossible => PacketsLost is null or >= 0 && FramesDecoded is null or >= 0 && IsTime(JitterMs) && IsTime(RoundTripTimeMs) && Quality is null or (>= 0 and <= 5);

    private static bool IsTime(double? milliseconds) => milliseconds is null or (>= 0 and <= 600_000);
}

/// <summary>What a participant reads of why the visit cannot go on: never the words, nor anything that they told us.</summary>
public sealed partial record ReportRefusalShownRequest : VisitBody
{
    private const int MostCodes = 40;

    /// <summary>In place of the visit, or as a note in the waiting room.</summary>
    public required RefusalScreen Screen { get; init; }

    /// <summary>The decision's reasons that were told, in its order: licensure reason codes, at most 40; empty where the page knew none.</summary>
    public required IReadOnlyList<string> Codes { get; init; }

    /// <summary><c>en</c> or <c>es</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The version of the texts that the page has.</summary>
    public required string TextVersion { get; init; }

    /// <summary>Lower-case hex SHA-256 of the UTF-8 (NFC) of what was said for each thing that stands in the way, what is wrong and what can be done, each apart by one empty line.</summary>
    public required string TextHash { get; init; }

    internal override RefusalView? Check() =>
        Enum.IsDefined(Screen) && Codes.Count <= MostCodes && Codes.All(KnownCodes.Contains) && Language is "en" or "es" && Version().IsMatch(TextVersion) && Hash().IsMatch(TextHash)
            ? null
            : RefusalView.Of(RefusalCode.Invalid);

    private static readonly FrozenSet<string> KnownCodes = Enum.GetValues<ReasonCode>().Select(c => c.ToWire()).ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}(\.[0-9]{1,2})?\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Hash();
}

/// <summary>Where a participant reads it.</summary>
public enum RefusalScreen { Refusal, Hold }

/// <summary>The answer of the live old device to SEAT_ASKED.</summary>
public sealed record YieldSeatRequest : VisitBody
{
    /// <summary>Whether the other device may take over.</summary>
    public required bool Yes { get; init; }
}
