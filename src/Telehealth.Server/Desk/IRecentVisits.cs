using Telehealth.Domain;

namespace Telehealth.Server.Desk;

/// <summary>Visits as this process last heard of them: enough to know a member by, while the decision looks at the database's own.</summary>
internal interface IRecentVisits
{
    LoadedVisit? Find(VisitId visit);
}
