using System.ComponentModel.DataAnnotations;

namespace Telehealth.Server.Desk;

/// <summary>Settings of section <c>Video</c>.</summary>
internal sealed class VideoOptions
{
    public const string Section = "Video";

    /// <summary>Who carries the picture: peer (browser to browser, our hub relays the signalling) or twilio. Default peer.</summary>
    [Required, RegularExpression("peer|twilio")]
    public string Provider { get; set; } = "peer";

    /// <summary>Makes rooms with peer when the other provider does not answer. Default false.</summary>
    public bool FallbackToPeer { get; set; }

    /// <summary>STUN and TURN servers, each stun:… or turn:… URL. Default none, which is enough on one network only.</summary>
    public string[] IceServers { get; set; } = [];

    /// <summary>Secret shared with coturn (static-auth-secret) from which time-limited credentials are made. Default empty: TURN servers are used without credentials.</summary>
    [StringLength(500)]
    public string TurnSecret { get; set; } = "";
}
