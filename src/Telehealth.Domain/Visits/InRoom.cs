namespace Telehealth.Domain.Visits;

/// <summary>Who may be in the video room at this moment, whatever token they still hold.</summary>
public static class InRoom
{
    /// <param name="vendorRoomId">The room that they are in, or are to be put out of.</param>
    public static bool MayBe(Visit visit, ParticipantId who, string? vendorRoomId) =>
        visit.Room is { } room && room.VendorRoomId == vendorRoomId && visit.Find(who) is { State: ParticipantState.Admitted } person
        && (visit.Phase is VisitPhase.InProgress || (visit.Phase is VisitPhase.OnHold && person.StaffId is { } staff && staff == visit.ClinicianId));
}
