using Telehealth.Domain;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Storage.Model;

/// <summary>What makes a member of staff a clinician.</summary>
internal sealed class Clinician
{
    public required StaffId StaffId { get; init; }
    public required Profession Profession { get; set; }

    /// <summary>Letters after the name, as shown to patients.</summary>
    public required string Credentials { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>Fence: plus one per change here or to an authority of theirs, in the same transaction.</summary>
    public long FactsVersion { get; set; } = 1;
}
