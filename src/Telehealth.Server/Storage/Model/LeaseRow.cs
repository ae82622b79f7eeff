using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>Work that one node at a time does.</summary>
internal sealed class LeaseRow
{
    public required string Name { get; init; }

    /// <summary>Until then nobody else begins it.</summary>
    public required Instant Until { get; set; }
}
