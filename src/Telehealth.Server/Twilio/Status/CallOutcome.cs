using System.Net.Sockets;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;
using Telehealth.Server.Twilio.Calls;

namespace Telehealth.Server.Twilio.Status;

/// <summary>How one call ended, tries included; the label of a metric and the code that an admin sees.</summary>
internal enum CallOutcome
{
    Ok, AlreadyExists, NotFound, AlreadyEnded,
    Capacity, RateLimited, AuthConfig, InvalidRequest, Broken, TimedOut, Unreachable, CircuitOpen, Busy,
    Cancelled,
}

internal static class CallOutcomes
{
    /// <summary>The vendor answered as it should; a room that is gone is an answer, too.</summary>
    public static bool IsAnswer(this CallOutcome outcome) => outcome is CallOutcome.Ok or CallOutcome.AlreadyExists or CallOutcome.NotFound or CallOutcome.AlreadyEnded;

    public static bool IsFailure(this CallOutcome outcome) => !outcome.IsAnswer() && outcome is not CallOutcome.Cancelled;

    public static CallOutcome Of(TwilioException? error) => error is null ? CallOutcome.Ok : Of(error.Kind);

    private static CallOutcome Of(TwilioErrorKind kind) => kind switch
    {
        TwilioErrorKind.AlreadyExists => CallOutcome.AlreadyExists,
        TwilioErrorKind.NotFound => CallOutcome.NotFound,
        TwilioErrorKind.AlreadyEnded => CallOutcome.AlreadyEnded,
        TwilioErrorKind.Capacity => CallOutcome.Capacity,
        TwilioErrorKind.RateLimited => CallOutcome.RateLimited,
        TwilioErrorKind.AuthConfig => CallOutcome.AuthConfig,
        TwilioErrorKind.InvalidRequest => CallOutcome.InvalidRequest,
        TwilioErrorKind.Transient => CallOutcome.Broken,
    };

    public static CallOutcome Of(Exception cause, CancellationToken cancellation) => cause switch
    {
        OperationCanceledException when cancellation.IsCancellationRequested => CallOutcome.Cancelled,
        TimeoutRejectedException or OperationCanceledException => CallOutcome.TimedOut,
        BrokenCircuitException => CallOutcome.CircuitOpen,
        RateLimiterRejectedException => CallOutcome.Busy,
        HttpRequestException or IOException or SocketException => CallOutcome.Unreachable,
        _ => CallOutcome.Broken,
    };

    /// <summary>A sentence for the admin.</summary>
    public static string ToText(this CallOutcome outcome) => outcome switch
    {
        CallOutcome.Ok or CallOutcome.AlreadyExists or CallOutcome.NotFound or CallOutcome.AlreadyEnded => "Twilio answered as it should.",
        CallOutcome.Capacity => "The account's limit of rooms or participants is reached.",
        CallOutcome.RateLimited => "Twilio asked us to slow down.",
        CallOutcome.AuthConfig => "Twilio refused the API key.",
        CallOutcome.InvalidRequest => "Twilio did not accept what was asked.",
        CallOutcome.Broken => "Twilio answered with a fault of its own.",
        CallOutcome.TimedOut => "Twilio did not answer in time.",
        CallOutcome.Unreachable => "Twilio could not be reached.",
        CallOutcome.CircuitOpen => "Calls are paused after too many failures.",
        CallOutcome.Busy => "Too many calls waited at once.",
        CallOutcome.Cancelled => "The caller went away.",
    };
}
