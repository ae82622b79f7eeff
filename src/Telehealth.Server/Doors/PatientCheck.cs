using NodaTime;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors;

internal static class PatientCheck
{
    /// <summary>The form of a patient's details, wherever they come in.</summary>
    public static Check Patient(this Check check, PatientDetails patient, string prefix, Instant now) => check
        .Text(patient.GivenName, prefix + "givenName", 100)
        .Text(patient.FamilyName, prefix + "familyName", 100)
        .BirthDate(patient.BirthDate, prefix + "birthDate", now)
        .Phone(patient.Phone, prefix + "phone")
        .Email(patient.Email, prefix + "email", required: false)
        .Language(patient.PreferredLanguage, prefix + "preferredLanguage")
        .Text(patient.ExternalId, prefix + "externalId", 100, required: false);
}
