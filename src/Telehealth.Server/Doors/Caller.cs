using System.Globalization;
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

    public ClaimsPrincipal ToPrincipal(string scheme)
    {
        var claims = new List<Claim>
        {
            new(CallerClaims.Session, SessionId.ToString("D")),
            new(CallerClaims.ExpiresAt, ExpiresAt.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture)),
        };
        if (Actor.Staff is { } staff) claims.AddRange([new(CallerClaims.Staff, staff.ToString()), .. Roles(Actor.Roles)]);
        if (Actor.Participant is { } participant) claims.Add(new(CallerClaims.Participant, participant.ToString()));
        if (VisitId is { } visit) claims.Add(new(CallerClaims.Visit, visit.ToString()));
        if (Role is { } role) claims.Add(new(CallerClaims.ParticipantRole, role.ToString()));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme, CallerClaims.Staff, CallerClaims.StaffRole));
    }

    private static IEnumerable<Claim> Roles(StaffRoles roles) =>
        Enum.GetValues<StaffRoles>().Where(r => r is not StaffRoles.None && roles.HasFlag(r)).Select(r => new Claim(CallerClaims.StaffRole, r.ToString()));
}

/// <summary>Names of the claims; nothing in them is personal.</summary>
internal static class CallerClaims
{
    public const string Session = "th:session";
    public const string ExpiresAt = "th:expires";
    public const string Staff = "th:staff";
    public const string StaffRole = "th:role";
    public const string Participant = "th:participant";
    public const string Visit = "th:visit";
    public const string ParticipantRole = "th:participant-role";
}

internal static class CallerExtensions
{
    /// <exception cref="InvalidOperationException">The request passed no authentication; authorization should have stopped it.</exception>
    public static Caller ToCaller(this ClaimsPrincipal principal) =>
        principal.FindCaller() ?? throw new InvalidOperationException("The request has no caller.");

    /// <summary>Null when nobody is signed in.</summary>
    public static Caller? FindCaller(this ClaimsPrincipal principal)
    {
        if (principal.FindFirstValue(CallerClaims.Session) is not { } session) return null;
        var expires = Instant.FromUnixTimeTicks(long.Parse(principal.FindFirstValue(CallerClaims.ExpiresAt)!, CultureInfo.InvariantCulture));
        return principal.FindFirstValue(CallerClaims.Staff) is { } staff
            ? new Caller(Actor.OfStaff(new StaffId(Guid.Parse(staff)), RolesOf(principal)), Guid.Parse(session), expires, null, null)
            : new Caller(
                Actor.OfParticipant(new ParticipantId(Guid.Parse(principal.FindFirstValue(CallerClaims.Participant)!))), Guid.Parse(session), expires,
                new VisitId(Guid.Parse(principal.FindFirstValue(CallerClaims.Visit)!)),
                Enum.Parse<ParticipantRole>(principal.FindFirstValue(CallerClaims.ParticipantRole)!));
    }

    private static StaffRoles RolesOf(ClaimsPrincipal principal) =>
        principal.FindAll(CallerClaims.StaffRole).Aggregate(StaffRoles.None, (all, claim) => all | Enum.Parse<StaffRoles>(claim.Value));
}
