using NodaTime;

namespace Telehealth.Server.Storage.Model;

/// <summary>The head of one chain of records outside visits. Its row is locked while a record is appended.</summary>
internal sealed class ClinicStream
{
    /// <summary><c>clinic:{area}</c>.</summary>
    public required string Stream { get; init; }

    public long Seq { get; set; }

    /// <summary>Hash of the last record, lower-case hex; 64 zeros before the first.</summary>
    public required string Head { get; set; }

    public required Instant LastAt { get; set; }
}
