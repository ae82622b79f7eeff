using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Views;

/// <summary>What only the visit's clinician, the front desk and admins see.</summary>
internal static class StaffParts
{
    public static VisitView Add(VisitView view, Visit visit, ViewFacts facts) => view with
    {
        Transfer = TransferOf(visit, facts),
        Patient = PatientOf(visit, facts),
        Decision = LicensureDecisionView.ForStaff(facts.Decision, facts.StaffOf),
        Alerts = [.. visit.Alerts.Select(a => new AlertView(AlertCodes.Of(a.Alert), a.At))],
        Room = visit.Room is { } room ? new RoomView(room.VideoProvider) : null,
        NoShowOffer = NoShowRules.IsOffered(visit, facts.Presence, facts.Policy, facts.Now) ? NoShowWho.Patient : null,
        LastMessageNumber = facts.LastMessageNumber,
    };

    private static TransferView? TransferOf(Visit visit, ViewFacts facts) => visit.Transfer is { } transfer
        ? new(transfer.From, transfer.To, facts.StaffOf(transfer.To)?.Name ?? "", transfer.OfferedAt, visit.Details.TransferNote)
        : null;

    private static PatientView PatientOf(Visit visit, ViewFacts facts)
    {
        var age = Ages.On(facts.Patient.BirthDate, visit.Zone, facts.Now);
        var details = visit.Details;
        return new()
        {
            PatientId = visit.PatientId,
            Name = facts.Patient.FullName,
            BirthDate = facts.Patient.BirthDate,
            Age = age,
            Minor = age < Ages.Majority,
            MinorBasis = visit.MinorBasis,
            MinorGuardianId = visit.MinorGuardianId,
            MinorOffered = age < Ages.Majority && facts.Rules is { } rules ? MinorFacts.Offered(visit, rules, facts.Patient.BirthDate, facts.Now) : null,
            GuardianVerified = visit.MinorBasis is MinorBasis.GuardianConsented ? visit.GuardianVerified : null,
            PreferredLanguage = facts.Patient.PreferredLanguage,
            CallbackPhone = details.CallbackPhone,
            CallbackPhoneDeclined = details.CallbackPhoneDeclined,
            EmergencyContact = details.EmergencyContact,
            EmergencyContactDeclined = details.EmergencyContactDeclined,
            PrivateSpace = details.PrivateSpace,
            OthersPresent = details.OthersPresent.IsDefaultOrEmpty ? null : details.OthersPresent,
            Device = DeviceView.Of(visit.Patient?.Device),
            IdentityConfirmed = visit.IdentityConfirmed,
            JoinedFromAnotherDevice = visit.Patient?.JoinedFromAnotherDevice ?? false,
            CheckedInBy = visit.Patient?.CheckInSource is { } source ? SourceOf(source) : null,
        };
    }

    private static string SourceOf(StatedBy source) => source switch
    {
        StatedBy.Patient => "Self",
        StatedBy.Guardian => nameof(StatedBy.Guardian),
        StatedBy.ByStaff => nameof(StatedBy.ByStaff),
    };
}
