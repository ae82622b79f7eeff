using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>A visit that was started on a limited authority.</summary>
/// <param name="AuthorityId">The record relied on; its later records count as one with it.</param>
/// <param name="FirstDay">In the patient's local date.</param>
/// <param name="LastDay">In the patient's local date, at the expected end.</param>
public sealed record AuthorityUse(AuthorityId AuthorityId, VisitId VisitId, PatientId PatientId, LocalDate FirstDay, LocalDate LastDay);
