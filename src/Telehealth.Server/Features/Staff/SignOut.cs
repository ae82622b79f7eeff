using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;

namespace Telehealth.Server.Features.Staff;

/// <summary>Ends the session of this call, and forgets its cookie.</summary>
internal sealed class SignOut(Sessions sessions)
{
    public async Task<Answer<Done>> HandleAsync(Caller caller, HttpContext http, CancellationToken cancellation)
    {
        await sessions.EndAsync(caller, http, cancellation);
        SessionCookies.Drop(http, caller.SessionId);
        return Done.Yes;
    }
}
