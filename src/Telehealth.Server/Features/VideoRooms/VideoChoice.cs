using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors.Calls;

namespace Telehealth.Server.Features.VideoRooms;

internal static class VideoChoice
{
    /// <summary>INVALID for what is no provider at all; which one is wanted now is the decision's to say.</summary>
    public static RefusalView? Check(string? provider) => provider is null || VideoOptions.IsProvider(provider) ? null : RefusalView.Of(RefusalCode.Invalid);
}
