namespace Telehealth.Server.Desk.Exports;

/// <summary>Why an export could not be finished. The wire form is SCREAMING_SNAKE and stable.</summary>
internal enum ExportFault
{
    /// <summary>More records than <c>Audit:ExportMostRecords</c>.</summary>
    ExportTooLarge,

    /// <summary>No signed head covered the request in time: the log is not being signed.</summary>
    LogNotSigned,

    /// <summary>The bytes of a sealed record are gone.</summary>
    RecordMissing,

    /// <summary>The bytes of a record are not those that were sealed.</summary>
    RecordChanged,

    /// <summary>A personal part that a record commits to is gone, or is another.</summary>
    DetailUnreadable,

    /// <summary>The folder cannot be written, or is full.</summary>
    FolderUnavailable,

    /// <summary>A fault of the program; the operational log has it.</summary>
    Unexpected,
}

/// <summary>The export ends here, with a reason for people.</summary>
internal sealed class ExportFailedException(ExportFault fault, Exception? cause = null) : Exception(fault.ToString(), cause)
{
    public ExportFault Fault { get; } = fault;
}

/// <summary>Somebody stopped the export, or another worker has it.</summary>
internal sealed class ExportLostException : Exception;
