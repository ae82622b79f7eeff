using System.Globalization;

namespace Telehealth.Domain;

/// <summary>Identifies one planned encounter.</summary>
public readonly record struct VisitId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Identifies a person in a role on one visit; never reused on another visit.</summary>
public readonly record struct ParticipantId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Identifies a patient of the clinic across visits.</summary>
public readonly record struct PatientId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Identifies a member of staff; a clinician is a member of staff with a profession.</summary>
public readonly record struct StaffId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Identifies one append-only authority record (a licence and its dates).</summary>
public readonly record struct AuthorityId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Chosen by the caller for one intent; the same id and body gets its first outcome.</summary>
public readonly record struct CommandId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}

/// <summary>Identifies one safety concern on a visit.</summary>
public readonly record struct ConcernId(Guid Value)
{
    public override string ToString() => Value.ToString("D", CultureInfo.InvariantCulture);
}
