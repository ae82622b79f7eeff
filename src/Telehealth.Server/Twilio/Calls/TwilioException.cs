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
}
