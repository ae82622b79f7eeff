namespace Telehealth.Server.Storage;

/// <summary>What a conditional commit came to. All but the first wrote nothing.</summary>
internal enum CommitResult
{
    Committed,

    /// <summary>The visit is not any more what was loaded.</summary>
    VersionClash,

    /// <summary>A clinician, the patient or the rules changed since the facts were gathered.</summary>
    FenceClash,

    /// <summary>This command was committed before.</summary>
    CommandSeen,
}
