using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Storage.Model;

/// <summary>A started visit that rested on a limited authority; written by the commit that started it, and counted against the limit (<see cref="AuthorityUse"/>).</summary>
internal sealed class AuthorityUseRow
{
    public required VisitId VisitId { get; init; }

    /// <summary>The visit's record that says it.</summary>
    public required long RecordSeq { get; init; }

    public required StaffId ClinicianId { get; init; }
    public required AuthorityId AuthorityId { get; init; }
    public required PatientId PatientId { get; init; }
    public required LocalDate FirstDay { get; init; }
    public required LocalDate LastDay { get; init; }

    public AuthorityUse ToUse() => new(AuthorityId, VisitId, PatientId, FirstDay, LastDay);
}
