using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Visits;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.CheckIn;

internal static class Stated
{
    /// <summary>What staff state is ByStaff, always; a participant may say who beside the device answers, and the law judges it.</summary>
    public static StatedBy By(Visitor visitor, StatedBy? said = null) =>
        visitor.Caller.IsStaff ? StatedBy.ByStaff : said ?? (visitor.Caller.Role is ParticipantRole.Guardian ? StatedBy.Guardian : StatedBy.Patient);
}
