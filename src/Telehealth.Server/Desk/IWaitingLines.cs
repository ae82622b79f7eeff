using Telehealth.Domain;
using Telehealth.Domain.Views;

namespace Telehealth.Server.Desk;

/// <summary>Where waiting patients stand.</summary>
internal interface IWaitingLines
{
    /// <summary>Null when the patient of this visit is not waiting.</summary>
    LineView? Of(VisitId visit);
}
