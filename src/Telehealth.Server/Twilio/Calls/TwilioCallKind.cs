namespace Telehealth.Server.Twilio.Calls;

/// <summary>What a call does, which decides how long it may take and how it is tried again.</summary>
internal sealed record TwilioCallKind(string Name, TimeSpan Total, TimeSpan PerTry, int Retries, int AtOnce, int OpensAfter = 20)
{
    // What runs at once also stays below the 80 reads and 20 writes a second of the account: writes together are 14. TwilioPaces holds the rate.
    // A clinician waits for a room: what has not worked after six seconds is told, and the next press goes on from there. Two such presses,
    // and for ten seconds whoever presses is told at once.
    public static TwilioCallKind Read { get; } = new("twilio-read", Seconds(10), Seconds(3), Retries: 3, AtOnce: 20);
    public static TwilioCallKind CreateRoom { get; } = new("twilio-create-room", Seconds(6), Seconds(3), Retries: 2, AtOnce: 6, OpensAfter: 4);
    public static TwilioCallKind CompleteRoom { get; } = new("twilio-complete-room", Seconds(20), Seconds(5), Retries: 4, AtOnce: 4);
    public static TwilioCallKind RemoveParticipant { get; } = new("twilio-remove-participant", Seconds(15), Seconds(4), Retries: 4, AtOnce: 4);

    // Nobody waits for it on a page. Its worst case stays well within the claim of an outbox row, or the row would count as unknown too early.
    // Each message that is sent into an outage is one that a person has to ask about, so after three the others are kept back.
    public static TwilioCallKind SendMessage { get; } = new("twilio-send-message", Seconds(25), Seconds(10), Retries: 3, AtOnce: 4, OpensAfter: 3) { MayBeRepeated = false };

    /// <summary>Doing it twice is the same as doing it once. If not, it is tried again only when the vendor surely did not do it.</summary>
    public bool MayBeRepeated { get; private init; } = true;

    public static TwilioCallKind Named(string name) => All.Single(k => k.Name == name);

    public static TwilioCallKind Of(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get) return Read;
        var path = request.RequestUri!.AbsolutePath.TrimEnd('/');
        return path.EndsWith("/Rooms", StringComparison.Ordinal) ? CreateRoom
            : path.EndsWith("/Messages.json", StringComparison.Ordinal) ? SendMessage
            : path.Contains("/Participants/", StringComparison.Ordinal) ? RemoveParticipant
            : CompleteRoom;
    }

    private static TwilioCallKind[] All => [Read, CreateRoom, CompleteRoom, RemoveParticipant, SendMessage];

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
