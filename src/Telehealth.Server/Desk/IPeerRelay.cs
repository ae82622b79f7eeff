using Telehealth.Domain;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>Who may signal to whom over our own relay.</summary>
internal interface IPeerRelay
{
    /// <summary>True when both hold a live grant for this very room.</summary>
    bool MayRelay(VisitRoom room, ParticipantId from, ParticipantId to);
}
