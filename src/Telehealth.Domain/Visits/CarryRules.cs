using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Visits;

/// <summary>ContinueAs: the new visit takes over the check-in of the closed one, never its decision; the place stays as old as it was stated.</summary>
internal static class CarryRules
{
    public static VisitDecision Carry(Turn turn, VisitDecision scheduled, Visit from)
    {
        var visit = turn.Visit.After(scheduled, turn.Now);
        if (visit.Patient is not { } patient || from.PatientId != visit.PatientId) return scheduled;
        if (from is not { Patient: { Identified: true, Consent: { } consent, CheckInSource: { } source } before, Attestation: { } place }) return scheduled;

        // A later visit needs an arrival of its own, and so does one whose consent has grown old.
        if (ArrivalRules.TooEarlyToWait(turn with { Visit = visit })) return scheduled;
        if (ConsentRenewal.IsDue(consent, turn.Facts.Clinic.Rules.Consents, place.State, null, turn.Now)) return scheduled;

        VisitEvent[] known =
        [
            new ParticipantIdentified(patient.Id, IdentityMethod.Carried, false),
            new LocationAttested(patient.Id, 1, place.Country, place.State, place.StatedBy, place.HasAddress)
            {
                Detail = new() { Address = from.Details.Address, Landmark = from.Details.Landmark },
            },
            .. from.Device is { } device ? [new DeviceLocated(patient.Id, device)] : Array.Empty<VisitEvent>(),
            new ConsentGiven(patient.Id, consent.Version, consent.Language, consent.State, consent.TextHash),
            .. from.MinorBasis is { } basis ? [new MinorBasisRecorded(basis, null)] : Array.Empty<VisitEvent>(),
            .. from is { GuardianVerified: true, GuardianVerification: { By: { } by } verified } ? [new GuardianIdentityVerified(null, verified.Method, by)] : Array.Empty<VisitEvent>(),
            new CheckInCarried(patient.Id, from.Id, place.At, source, before.Device) { ConsentGivenAt = consent.At, Detail = Answers(from.Details) },
        ];
        var arrived = visit.Fold(known.Select(e => (e, turn.Now)));
        var evaluation = VisitLicensure.Evaluate(
            arrived, turn.Facts, arrived.ClinicianId, DecisionPurpose.CheckIn, DecisionBasis.Start, VisitLicensure.ExpectedEnd(arrived, turn.Now), turn.Now);

        if (evaluation.Verdict is Verdict.Deny) known[^1] = new CheckInRefused(patient.Id) { Detail = Answers(from.Details) };
        return new([new EvaluationEntry(evaluation), .. scheduled.Entries, .. Answer.Of(known).Entries]);
    }

    private static PersonalDetail Answers(VisitDetails details) => new()
    {
        CallbackPhone = details.CallbackPhone,
        CallbackPhoneDeclined = details.CallbackPhoneDeclined,
        EmergencyContact = details.EmergencyContact,
        EmergencyContactDeclined = details.EmergencyContactDeclined,
        AddressDeclined = details.AddressDeclined,
        OthersPresent = details.OthersPresent,
        PrivateSpace = details.PrivateSpace,
    };
}
