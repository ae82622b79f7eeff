using NodaTime;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Features.AuthorityImport;

/// <summary>What binds an authority beyond its dates, as far as a row says it. What is null was not said, and stays as it was.</summary>
internal sealed record ImportedConditions
{
    /// <summary>Empty: on none.</summary>
    public string? Path { get; init; }

    /// <summary>The home licence, by the number or the id of a record of the same clinician; empty: it rests on none.</summary>
    public string? Home { get; init; }

    /// <summary>Empty: anywhere.</summary>
    public string[]? ClinicianIn { get; init; }

    public bool? TelehealthOnly { get; init; }
    public PatientScope? Scope { get; init; }

    /// <summary>A limit was said, and be it that there is none.</summary>
    public bool SaysLimit { get; init; }

    public UsageLimit? Limit { get; init; }
    public LocalDate? EventOn { get; init; }

    public static ImportedConditions None { get; } = new();
}
