namespace Telehealth.Domain.Licensure;

public enum Verdict { Allow, Hold, Deny }

public enum ReasonSeverity { Info, Warning, Hold, Deny }

/// <summary>Acting profession; wire names are the members' names.</summary>
public enum Profession { APRN, MD, DO, PA, PSYCHOLOGIST, LCSW, LMFT, LPC, RN }

public enum AuthorityKind { FullLicense, MultistateLicense, CompactPrivilege, CompactAuthority, TelehealthRegistration, LimitedPermit, Exemption }

public enum BoardStatus { Active, Probation, Suspended, Expired, Revoked }

/// <summary>What the decision was made for. The first six are starts or continuations of a visit; the rest gate nothing by themselves.</summary>
public enum DecisionPurpose { CheckIn, Admit, Resume, Transfer, TakeOver, Grant, Reevaluation, DryRun }

/// <summary>A start needs a fresh attestation; a continuation is the same people, visit and place, lawfully started (rules.md).</summary>
public enum DecisionBasis { Start, Continuation }

/// <summary>Stable licensure reason codes; the wire form is SCREAMING_SNAKE.</summary>
public enum ReasonCode
{
    LocationNotAttested, AttestationStale, StateNotServed, OutsideUs,
    NoAuthorityInState, ProfessionNotCovered, AuthorityNotYetEffective, AuthorityExpired, AuthorityExpiresDuringVisit,
    AuthorityExpiringSoon, LicenseSuspended, LicenseEncumbered, VerificationStale, VerificationMissing,
    ConsentMissing, IdentityUnverified, GuardianConsentRequired, ClinicianNotNamed, EngineError,

    GeoConfirmsState, GeoUnavailable, GeoTooCoarse, GeoAmbiguousBorder, GeoNoStateNearShore, GeoContradictsAttestation, GeoInUnservedState,
    BorderHarmlessAllAuthorized, ClinicianConfirmedLocation, PatientInMotion, IpRegionDiffers, IpAnonymizer, TimezoneDiffers,
    HomeLicenseInvalid, CompactNotMember, CompactNotIssuing, PrivilegeMissing, ClinicianLocationRequired, ClinicianOutsideHomeState,
    UsageLimitReached, UsageLimitUnknown, RelationshipRequired, ExemptionNotSelected, RuleTableStale,
    EmergencyContactMissing, GuardianIdRequired, DeaFlexEnding, ControlledSubstanceLimited, OverrideApplied,
}
