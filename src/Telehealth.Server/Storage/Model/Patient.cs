using NodaTime;
using Telehealth.Domain;

namespace Telehealth.Server.Storage.Model;

/// <summary>A person that the clinic treats, across visits. Every change adds one to <see cref="FactsVersion"/>, the fence of decisions that used it.</summary>
internal sealed class Patient
{
    public required PatientId Id { get; init; }
    public required string GivenName { get; set; }
    public required string FamilyName { get; set; }
    public LocalDate? BirthDate { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? PreferredLanguage { get; set; }

    /// <summary>The id in the clinic's own system; unique where given.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The patient that this duplicate was merged into; null again after an unmerge.</summary>
    public PatientId? MergedInto { get; set; }

    public long FactsVersion { get; set; } = 1;
    public required Instant CreatedAt { get; init; }
}
