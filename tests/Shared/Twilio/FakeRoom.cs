namespace Telehealth.Tests.Shared.Twilio;

public sealed class FakeRoom
{
    public const string InProgress = "in-progress", Completed = "completed";

    public required string Sid { get; init; }
    public required string Name { get; init; }
    public required string StatusCallback { get; init; }
    public required IReadOnlyDictionary<string, string> Asked { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public string Status { get; internal set; } = InProgress;
    public DateTimeOffset? EndedAt { get; internal set; }
    public bool IsLive => Status == InProgress;

    internal int Told { get; set; }
    internal int Number(string field, int otherwise) => Number(Asked, field, otherwise);

    internal static int Number(IReadOnlyDictionary<string, string> asked, string field, int otherwise) =>
        asked.TryGetValue(field, out var text) ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : otherwise;
}

/// <summary>One device in one room.</summary>
public sealed class FakeStay
{
    public const string Connected = "connected", Reconnecting = "reconnecting", Disconnected = "disconnected";

    public required string Sid { get; init; }
    public required FakeRoom Room { get; init; }
    public required string Identity { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public string Status { get; set; } = Connected;
    public DateTimeOffset? EndedAt { get; internal set; }
    public bool IsIn => Status != Disconnected;
}

/// <summary>What a device hears instead of being let in.</summary>
public sealed class TurnedAwayException(int code) : Exception($"The vendor lets nobody in: {code}.")
{
    public int Code { get; } = code;
}
