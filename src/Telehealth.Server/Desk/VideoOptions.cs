using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Desk;

/// <summary>Settings of section <c>Video</c>.</summary>
internal sealed class VideoOptions
{
    public const string Section = "Video";

    /// <summary>Who carries the picture: peer (browser to browser, our hub relays the signalling) or twilio. Default peer.</summary>
    [Required, RegularExpression("peer|twilio")]
    public string Provider { get; set; } = "peer";

    /// <summary>Whether a clinician may start a visit, or go on with it, over peer when the other provider does not answer; offered to them, never done by itself. Default false.</summary>
    public bool FallbackToPeer { get; set; }

    /// <summary>Seconds within which the provider has to give a room; after that the clinician is told. Default 8; 2 to 30.</summary>
    [Range(2, 30)]
    public int AnswerSeconds { get; set; } = 8;

    /// <summary>STUN and TURN servers, each stun:… or turn:… URL. Default none, which is enough on one network only.</summary>
    public string[] IceServers { get; set; } = [];

    /// <summary>Secret shared with coturn (static-auth-secret) from which time-limited credentials are made. Default empty: TURN servers are used without credentials.</summary>
    [StringLength(500)]
    public string TurnSecret { get; set; } = "";

    /// <summary>The provider that a clinician may turn to; null when the clinic does not want that.</summary>
    internal string? Fallback => FallbackToPeer ? Peer : null;

    internal static bool IsProvider(string name) => name is Peer or "twilio";

    private const string Peer = "peer";
}
