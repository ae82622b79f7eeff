using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

internal static class Stated
{
    /// <summary>Whoever calls is the one who states it; nobody can say so of another.</summary>
    public static StatedBy By(Visitor visitor) =>
        visitor.Caller.IsStaff ? StatedBy.ByStaff : visitor.Caller.Role is ParticipantRole.Guardian ? StatedBy.Guardian : StatedBy.Patient;
}
