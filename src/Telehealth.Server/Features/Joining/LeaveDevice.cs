using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Sessions;

namespace Telehealth.Server.Features.Joining;

/// <summary>"This is not my phone": the session ends and the device is forgotten.</summary>
internal sealed class LeaveDevice(Sessions sessions)
{
    public async Task<Answer<Done>> HandleAsync(Caller caller, HttpContext http, CancellationToken cancellation)
    {
        await sessions.EndAsync(caller, http, cancellation);
        SessionCookies.Drop(http, caller.SessionId);
        Devices.Forget(http);
        return Done.Yes;
    }
}
