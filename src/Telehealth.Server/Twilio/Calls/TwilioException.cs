using System.Net;

namespace Telehealth.Server.Twilio.Calls;

/// <summary>Why the vendor did not do it, in our own few kinds.</summary>
internal enum TwilioErrorKind { AlreadyExists, NotFound, AlreadyEnded, Capacity, RateLimited, AuthConfig, InvalidRequest, Transient }

/// <summary>Carries the vendor's numbers and none of its words, which may quote what was sent.</summary>
internal sealed class TwilioException(TwilioErrorKind kind, HttpStatusCode? status, int? code, Exception? inner = null)
    : Exception($"Twilio: {kind} (status {(int?)status}, code {code}).", inner)
{
    public TwilioErrorKind Kind { get; } = kind;
    public HttpStatusCode? Status { get; } = status;
    public int? Code { get; } = code;

    /// <summary>The vendor refused it, or surely never got it: to ask again cannot do it twice.</summary>
    public bool SurelyUndone { get; init; }

    /// <summary>How long the vendor, or our own limits, ask us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
