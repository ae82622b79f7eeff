using System.Text.Json.Serialization;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Doors;

/// <summary>RFC 9457 with the stable <c>code</c>. Carries nothing that the caller sent.</summary>
/// <param name="RetryAfter">Seconds.</param>
/// <param name="Errors">Which members are wrong; names and rules, never values.</param>
/// <param name="OpensAt">For TOO_EARLY.</param>
/// <param name="State">State of the link, where a link was asked about; with <paramref name="Clinic"/>, so that the page can say whom to call.</param>
/// <param name="CorrelationId">Finds the fault in the server's log.</param>
internal sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, LicensureDecisionView? Decision = null, int? RetryAfter = null,
    Instant? OpensAt = null, IReadOnlyDictionary<string, string[]>? Errors = null, string? CorrelationId = null,
    string? State = null, ClinicContact? Clinic = null)
{
    [JsonIgnore]
    public RefusalCode? Refused { get; private init; }

    /// <summary>Whether the log already knows of this no: the desk writes its own refusals.</summary>
    [JsonIgnore]
    public bool Recorded { get; init; }

    public static Problem Of(RefusalCode code, string? detail = null, LicensureDecision? decision = null)
    {
        var (title, text) = RefusalTexts.Of(code);
        var wire = code.ToWire();
        return new Problem(TypeOf(wire), title, RefusalHttp.StatusOf(code), detail ?? text, wire, LicensureDecisionView.Of(decision)) { Refused = code };
    }

    /// <summary>A refusal of the desk, which wrote it down; but for a thing that is not there, in whose stream nothing can stand.</summary>
    public static Problem Of(Refusal refusal) => Of(refusal.Code, refusal.Detail, refusal.Decision) with { Recorded = refusal.Code is not RefusalCode.NotFound };

    public static Problem Fault(string correlationId) => new(
        TypeOf("FAULT"), "Something went wrong", StatusCodes.Status500InternalServerError,
        "It is our fault, not yours. Try again; if it stays, tell the clinic the number below.", "FAULT", CorrelationId: correlationId);

    private static string TypeOf(string code) => "urn:telehealth:problem:" + code.ToLowerInvariant().Replace('_', '-');
}
