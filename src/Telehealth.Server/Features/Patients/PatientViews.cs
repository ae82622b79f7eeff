using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

internal sealed record PatientItem(
    PatientId Id, string GivenName, string FamilyName, LocalDate? BirthDate, string? Phone, string? Email, string? PreferredLanguage, string? ExternalId, PatientId? MergedInto, Instant? ErasedAt = null)
{
    public static PatientItem Of(Patient p) => new(p.Id, p.GivenName, p.FamilyName, p.BirthDate, p.Phone, p.Email, p.PreferredLanguage, p.ExternalId, p.MergedInto);
}

internal sealed record PatientAdded(PatientId Id);
