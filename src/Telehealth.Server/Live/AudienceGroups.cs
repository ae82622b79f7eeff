using Telehealth.Domain;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Live;

/// <summary>Names of the hub's groups. One audience of one visit is one group, so that each view is written once.</summary>
internal static class AudienceGroups
{
    public const string Operations = "operations";

    public static string Of(VisitId visit, Audience audience) => audience.Kind switch
    {
        AudienceKind.Patient => $"visit:{visit}:patient",
        AudienceKind.Guest => $"visit:{visit}:guest:{audience.Participant}",
        AudienceKind.Clinician => $"visit:{visit}:clinician:{audience.Staff}",
        AudienceKind.FrontDesk => $"visit:{visit}:front-desk",
        AudienceKind.Admin => $"visit:{visit}:admin",
    };
}
