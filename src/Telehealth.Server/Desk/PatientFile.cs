using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

/// <summary>What is written down about a patient. Personal.</summary>
internal sealed record PatientDetails(
    string GivenName, string FamilyName, LocalDate? BirthDate = null, string? Phone = null, string? Email = null, string? PreferredLanguage = null, string? ExternalId = null);

/// <summary>Patients inside a work of the clinic's desk. Records name the fields that changed; what they say goes to the detail.</summary>
internal static class PatientFile
{
    public const string Area = "patients";

    /// <summary>The patient with this id or external id where there is one (a repeated call), else a new one.</summary>
    public static async Task<Patient> AddAsync(ClinicWork work, PatientId id, PatientDetails details, CancellationToken cancellation)
    {
        var known = await work.Db.Patients.FirstOrDefaultAsync(p => p.Id == id || (details.ExternalId != null && p.ExternalId == details.ExternalId), cancellation);
        if (known is not null) return known;
        var patient = new Patient { Id = id, GivenName = details.GivenName, FamilyName = details.FamilyName, CreatedAt = work.Now };
        Write(patient, details);
        work.Db.Patients.Add(patient);
        work.Record(new ClinicRecord("PatientAdded", Area, SubjectOf(id), Detail: DetailOf(details)));
        return patient;
    }

    public static void Correct(ClinicWork work, Patient patient, PatientDetails details)
    {
        var changed = ChangedFields(patient, details);
        if (changed.Length == 0) return;
        Write(patient, details);
        patient.FactsVersion++;
        work.Record(new ClinicRecord("PatientCorrected", Area, SubjectOf(patient.Id), new Dictionary<string, object?> { ["fields"] = changed }, Detail: DetailOf(details)));
    }

    public static Dictionary<string, string> SubjectOf(PatientId id) => new() { ["patient"] = id.ToString() };

    private static void Write(Patient patient, PatientDetails details)
    {
        patient.GivenName = details.GivenName;
        patient.FamilyName = details.FamilyName;
        patient.BirthDate = details.BirthDate;
        patient.Phone = details.Phone;
        patient.Email = details.Email;
        patient.PreferredLanguage = details.PreferredLanguage;
        patient.ExternalId = details.ExternalId;
    }

    private static string[] ChangedFields(Patient was, PatientDetails now) =>
    [
        .. new (string Field, bool Changed)[]
        {
            ("givenName", was.GivenName != now.GivenName), ("familyName", was.FamilyName != now.FamilyName), ("birthDate", was.BirthDate != now.BirthDate),
            ("phone", was.Phone != now.Phone), ("email", was.Email != now.Email), ("preferredLanguage", was.PreferredLanguage != now.PreferredLanguage),
            ("externalId", was.ExternalId != now.ExternalId),
        }.Where(f => f.Changed).Select(f => f.Field),
    ];

    private static Dictionary<string, string> DetailOf(PatientDetails details)
    {
        var said = new Dictionary<string, string> { ["givenName"] = details.GivenName, ["familyName"] = details.FamilyName };
        if (details.BirthDate is { } birth) said["birthDate"] = birth.ToString("uuuu-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        if (details.Phone is { } phone) said["phone"] = phone;
        if (details.Email is { } email) said["email"] = email;
        if (details.PreferredLanguage is { } language) said["preferredLanguage"] = language;
        if (details.ExternalId is { } external) said["externalId"] = external;
        return said;
    }
}
