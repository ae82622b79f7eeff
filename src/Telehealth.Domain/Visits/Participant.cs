using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;

namespace Telehealth.Domain.Visits;

/// <summary>A person in a role on one visit. Check-in, consent and admission are theirs.</summary>
public sealed record Participant(ParticipantId Id, ParticipantRole Role, ParticipantState State)
{
    /// <summary>Set for a Clinician, null for everyone else.</summary>
    public StaffId? StaffId { get; init; }

    public Instant? IdentifiedAt { get; init; }

    /// <summary>When somebody else was found behind this person's link; links and sessions from before are void.</summary>
    public Instant? WrongPersonAt { get; init; }

    public bool JoinedFromAnotherDevice { get; init; }
    public ConsentAccepted? Consent { get; init; }

    /// <summary>Consent was given and taken back, and not given again.</summary>
    public bool ConsentWithdrawn { get; init; }

    public Instant? CheckedInAt { get; init; }
    public StatedBy? CheckInSource { get; init; }
    public DeviceCheck? Device { get; init; }

    /// <summary>Start of the present wait; kept over a lost connection, gone after leaving.</summary>
    public Instant? WaitingSince { get; init; }

    public Instant? AdmittedAt { get; init; }

    public bool Identified => IdentifiedAt is not null;
}
