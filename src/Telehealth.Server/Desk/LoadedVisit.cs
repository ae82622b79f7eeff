using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Desk;

/// <summary>A visit as it was last committed, with what a decision and a view need from the same load.</summary>
internal sealed record LoadedVisit(Visit Visit, RecordHead Head, Instant LastRecordAt, PatientCard Patient);

/// <summary>The patient's own row; personal.</summary>
/// <param name="FactsVersion">Fence.</param>
internal sealed record PatientCard(PatientId Id, string GivenName, string FamilyName, LocalDate? BirthDate, string? PreferredLanguage, long FactsVersion);
