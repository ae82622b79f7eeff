namespace Telehealth.Server.Twilio;

/// <summary>Settings of section <c>Twilio</c>; needed when <c>Video:Provider</c> is <c>twilio</c> or a sender of messages is set.</summary>
internal sealed class TwilioOptions
{
    public const string Section = "Twilio";

    /// <summary>The account, AC and 32 hexadecimal digits. No default.</summary>
    public string AccountSid { get; set; } = "";

    /// <summary>A Standard API key of region US1, SK and 32 hexadecimal digits; restricted keys cannot sign tokens. No default.</summary>
    public string ApiKeySid { get; set; } = "";

    /// <summary>Secret of <see cref="ApiKeySid"/>, at least 16 bytes. No default.</summary>
    public string ApiKeySecret { get; set; } = "";

    /// <summary>The other key while keys are exchanged: used when Twilio refuses the first one. Default empty.</summary>
    public string SecondApiKeySid { get; set; } = "";

    /// <summary>Secret of <see cref="SecondApiKeySid"/>. Default empty.</summary>
    public string SecondApiKeySecret { get; set; } = "";

    /// <summary>Auth tokens with which callbacks may be signed: the primary one, and the secondary one while it is promoted. At least one, else no callback is believed. Default none.</summary>
    public string[] AuthTokens { get; set; } = [];

    /// <summary>Address of the Video interface. Default https://video.twilio.com.</summary>
    public Uri VideoBaseUrl { get; set; } = new("https://video.twilio.com");

    /// <summary>Address of the interface for messages. Default https://api.twilio.com.</summary>
    public Uri ApiBaseUrl { get; set; } = new("https://api.twilio.com");

    /// <summary>Address of the interface for messaging services, asked by the connection test alone. Default https://messaging.twilio.com.</summary>
    public Uri MessagingBaseUrl { get; set; } = new("https://messaging.twilio.com");

    /// <summary>The service that sends messages, MG and 32 hexadecimal digits. Default empty: none, and no text messages unless Messages:From is set.</summary>
    public string MessagingServiceSid { get; set; } = "";

    public TwilioMessageOptions Messages { get; set; } = new();

    /// <summary>Servers that use this account; each takes its even part of what the account may be asked in a second. Default 1; 1 to 20.</summary>
    public int Nodes { get; set; } = 1;

    public TwilioRoomOptions Room { get; set; } = new();

    public TwilioReconcileOptions Reconcile { get; set; } = new();
}

/// <summary>How our rooms are compared with the vendor's: section <c>Twilio:Reconcile</c>.</summary>
internal sealed class TwilioReconcileOptions
{
    /// <summary>Seconds between two comparisons, however many nodes run. Default 60; 10 to 3600.</summary>
    public int EverySeconds { get; set; } = 60;

    /// <summary>Minutes after which a room of ours that no visit knows is ended. Default 5; 3 to 60.</summary>
    public int GraceMinutes { get; set; } = 5;
}

/// <summary>How text messages are sent: section <c>Twilio:Messages</c>.</summary>
internal sealed class TwilioMessageOptions
{
    /// <summary>The number that sends, in E.164 (+18015550100) or a short code, where there is no messaging service. Default empty.</summary>
    public string From { get; set; } = "";

    /// <summary>Minutes that a message may wait at Twilio; after them it fails instead of coming too late. Default 60; 1 to 600.</summary>
    public int ValidityMinutes { get; set; } = 60;

    /// <summary>Asks Twilio to keep no text. Needs Message Redaction on the account, else every message is refused. Default false.</summary>
    public bool DiscardContent { get; set; }

    /// <summary>Asks Twilio to keep no full number. Needs Message Redaction, and Twilio's own STOP list then does not work. Default false.</summary>
    public bool HideNumbers { get; set; }
}

/// <summary>How rooms are made: section <c>Twilio:Room</c>. Recording and transcription are always off.</summary>
internal sealed class TwilioRoomOptions
{
    /// <summary>Connections in one room at a time; devices that dropped count for up to 45 seconds. Default 10; 2 to 50.</summary>
    public int MaxParticipants { get; set; } = 10;

    /// <summary>Minutes that one connection may last. Default 480; 10 to 1440.</summary>
    public int MaxConnectionMinutes { get; set; } = 480;

    /// <summary>Where media is relayed: us1, us2 and so on, or gll for the nearest. Default gll.</summary>
    public string Region { get; set; } = "gll";

    /// <summary>Video codecs: VP8, H264. Default empty: Twilio's own choice.</summary>
    public string[] Codecs { get; set; } = [];

    /// <summary>Minutes after which a room that everybody left ends. Default 60; 1 to 60.</summary>
    public int EmptyRoomTimeoutMinutes { get; set; } = 60;

    /// <summary>Minutes after which a room that nobody entered ends. Default 15; 1 to 60.</summary>
    public int UnusedRoomTimeoutMinutes { get; set; } = 15;
}
