namespace Telehealth.Domain.Visits;

public enum VisitPhase { Scheduled, Waiting, InProgress, OnHold, Closed }

/// <summary>Only a Closed visit has one.</summary>
public enum VisitOutcome { Completed, PatientNoShow, ClinicNoShow, LeftUnseen, Refused, Cancelled, Abandoned }

public enum VisitKind { Intake, FollowUp, Therapy, Other }

public enum ParticipantRole { Patient, Clinician, Guardian, SupportPerson, Interpreter, Observer }

public enum ParticipantState { Invited, Waiting, Admitted, Held, Left, Removed }

public enum Modality { Video, Phone }

public enum Disposition { Completed, ReferredToEmergency, ConvertedToPhone, TechnicalFailure, PatientLeft }

public enum CancelledBy { Patient, Clinic, System }

public enum CancelReason { PatientAsked, ClinicianUnavailable, ClinicClosed, Duplicate, ScheduledInError, Other }

public enum LeaveReason { WaitTooLong, TechnicalProblem, FeelingBetter, PreferInPerson, WillCallBack, Other }

public enum NoShowWho { Patient, Clinic }

public enum SafetyOutcome { Safe, EmergencyServicesCalled, HandedToContact, FalseAlarm }

public enum MinorBasis
{
    GuardianConsented, SelfConsentByStateLaw, Emancipated, Married, Military, Emergency, SelfConsentInCrisis, Homeless, LivingApart, Parent, SeriousHazard,
}

/// <summary>How a clinician made sure who a guardian is.</summary>
public enum GuardianIdMethod { PhotoIdShown, KnownToClinic, DocumentsOnFile }

/// <summary>What the clinic wants noticed on this visit; raised once each unless the state that caused it returns.</summary>
public enum VisitAlert
{
    ClinicianLateBoard, ClinicianLatePatientTold, ClinicianLateFrontDesk, HoldNudge, HoldFrontDesk, AttestationAgeing,
    SafetyUnacknowledged, ContinuationDenied, AuthorityEndsSoon, InterpreterMissing, LocalMidnightPassed, VideoLost, ConsentWithdrawn,
}

/// <summary>Which rule of time closed a visit (rules.md, Phases and outcomes).</summary>
public enum ClosingRule { PatientNoShow, ClinicNoShow, LeftUnseen, Abandoned, RefusedOnly }

public enum ClaimReleaseReason { GivenBack, Expired, AdmitRequestLapsed, PatientLeft, Refused, VisitReassigned }
