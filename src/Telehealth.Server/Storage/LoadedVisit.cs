using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage.Details;

namespace Telehealth.Server.Storage;

/// <summary>A visit as it was last committed, with what a decision and a view need from the same load.</summary>
/// <param name="Evaluated">The last recorded evaluation, for staff to see; never a basis of another decision.</param>
internal sealed record LoadedVisit(Visit Visit, RecordHead Head, Instant LastRecordAt, PatientCard Patient, RecordedEvaluation? Evaluated = null)
{
    public LicensureDecision? LastDecision => Evaluated?.Decision;

    /// <summary>Somewhere on Earth the patient is not 18 yet.</summary>
    public bool MayBeMinor(Instant now) => Patient.BirthDate is { } birth && MinorConsent.AgeOn(birth, now.InUtc().Date.PlusDays(-1)) < MinorConsent.Majority;
}

/// <summary>The patient's own row; personal.</summary>
/// <param name="FactsVersion">Fence.</param>
/// <param name="Key">Under which the visit's personal details are sealed; null where none was made yet.</param>
internal sealed record PatientCard(
    PatientId Id, string GivenName, string FamilyName, LocalDate? BirthDate, string? PreferredLanguage, long FactsVersion, WrappedKey? Key = null);

/// <summary>Tells whether a loaded visit is still what the database has, without reading it again.</summary>
internal sealed record VisitStamp(VisitId Visit, string RecordHead, long PatientFacts)
{
    public bool IsOf(LoadedVisit loaded) => loaded.Head.Hash == RecordHead && loaded.Patient.FactsVersion == PatientFacts;
}
