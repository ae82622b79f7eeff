using System.Text.Json.Serialization;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Doors;

/// <summary>RFC 9457 with the stable <c>code</c>. Carries nothing that the caller sent.</summary>
/// <param name="RetryAfter">Seconds.</param>
/// <param name="Errors">Which members are wrong; names and rules, never values.</param>
/// <param name="CorrelationId">Finds the fault in the server's log.</param>
internal sealed record Problem(
    string Type, string Title, int Status, string Detail, string Code, LicensureDecisionView? Decision = null, int? RetryAfter = null,
    string? OpensAt = null, IReadOnlyDictionary<string, string[]>? Errors = null, string? CorrelationId = null)
{
    [JsonIgnore]
    public RefusalCode? Refused { get; private init; }

    public static Problem Of(RefusalCode code, string? detail = null, LicensureDecision? decision = null)
    {
        var (title, text) = RefusalTexts.Of(code);
        var wire = code.ToWire();
        return new Problem(TypeOf(wire), title, RefusalHttp.StatusOf(code), detail ?? text, wire, LicensureDecisionView.Of(decision)) { Refused = code };
    }

    public static Problem Of(Refusal refusal) => Of(refusal.Code, refusal.Detail, refusal.Decision);

    public static Problem Fault(string correlationId) => new(
        TypeOf("FAULT"), "Something went wrong", StatusCodes.Status500InternalServerError,
        "It is our fault, not yours. Try again; if it stays, tell the clinic the number below.", "FAULT", CorrelationId: correlationId);

    private static string TypeOf(string code) => "urn:telehealth:problem:" + code.ToLowerInvariant().Replace('_', '-');
}
