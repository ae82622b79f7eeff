using Telehealth.Server.Desk;
using Telehealth.Server.Twilio.Reconciling;

namespace Telehealth.Server.Twilio.Status;

/// <summary>All that this process saw of the vendor since it started.</summary>
internal sealed class TwilioFigures(CallFigures calls, CallbackFigures callbacks, ReconcileTurn turn)
{
    public VendorFigures Now() => new(calls.Since, calls.All(), callbacks.RefusedSoFar.Count, callbacks.RefusedSoFar.LastAt, turn.Last);
}
