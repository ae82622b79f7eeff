using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>What a command's first outcome told its caller, so that a repeated one is told the same.</summary>
internal sealed record FirstAnswer(Refusal? Refusal, LicensureDecision? Evaluation)
{
    public static FirstAnswer Of(VisitDecision decision) => new(decision.Refusal, decision.Refusal?.Decision is null ? decision.Evaluation : null);

    public string Write() => StoredJson.Write(this);

    public static VisitOutcome Again(CommandRow first, CommandKey key, LoadedVisit now)
    {
        if (first.BodyHash != key.BodyHash)
        {
            return new(now, null, new Refusal(RefusalCode.IdempotencyMismatch), false);
        }

        var answer = StoredJson.Read<FirstAnswer>(first.Outcome);
        return new(now, null, answer.Refusal, true) { Version = first.Version, Evaluation = answer.Refusal?.Decision ?? answer.Evaluation };
    }
}
