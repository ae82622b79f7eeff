using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Live.Board;

namespace Telehealth.Server.Live;

internal sealed class RecentVisits(WatchedVisits visits, BoardIndex board) : IRecentVisits
{
    public LoadedVisit? Find(VisitId visit) => visits.Find(visit)?.Latest ?? board.Find(visit);
}
