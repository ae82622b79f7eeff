using System.Security.Claims;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Visits;
using Claim = System.Security.Claims.Claim;

namespace Telehealth.Server.Doors;

/// <summary>Whoever makes this request, as the authentication handler found them.</summary>
/// <param name="VisitId">The one visit of a participant; null for staff.</param>
/// <param name="Role">Role of a participant on that visit; null for staff.</param>
internal sealed record Caller(Actor Actor, Guid SessionId, Instant ExpiresAt, VisitId? VisitId, ParticipantRole? Role)
{
    public bool IsStaff => Actor.Kind is ActorKind.Staff;

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new CallerIdentity(this, scheme));

    /// <summary>What policies ask for; nothing in them is personal.</summary>
    public IEnumerable<Claim> ToClaims()
    {
        yield return new(CallerClaims.Session, SessionId.ToString("D"));
        if (Actor.Staff is { } staff) yield return new(CallerClaims.Staff, staff.ToString());
        foreach (var role in Roles(Actor.Roles)) yield return role;
        if (Actor.Participant is { } participant) yield return new(CallerClaims.Participant, participant.ToString());
    }

    private static IEnumerable<Claim> Roles(StaffRoles roles) =>
        Enum.GetValues<StaffRoles>().Where(r => r is not StaffRoles.None && roles.HasFlag(r)).Select(r => new Claim(CallerClaims.StaffRole, r.ToString()));
}

/// <summary>A caller as ASP.NET knows one. Its claims are made when a policy asks: a connection that lasts for hours need not hold them.</summary>
internal sealed class CallerIdentity(Caller caller, string scheme) : ClaimsIdentity(null, scheme, CallerClaims.Staff, CallerClaims.StaffRole)
{
    public Caller Caller { get; } = caller;

    public override IEnumerable<Claim> Claims => Caller.ToClaims();
}

/// <summary>Names of the claims.</summary>
internal static class CallerClaims
{
    public const string Session = "th:session";
    public const string Staff = "th:staff";
    public const string StaffRole = "th:role";
    public const string Participant = "th:participant";
}

internal static class CallerExtensions
{
    /// <exception cref="InvalidOperationException">The request passed no authentication; authorization should have stopped it.</exception>
    public static Caller ToCaller(this ClaimsPrincipal principal) =>
        principal.FindCaller() ?? throw new InvalidOperationException("The request has no caller.");

    /// <summary>Null when nobody is signed in.</summary>
    public static Caller? FindCaller(this ClaimsPrincipal principal) => (principal.Identity as CallerIdentity)?.Caller;
}
