namespace Telehealth.Ledger.Bundles;

/// <summary>What a file of a bundle is; in the manifest in small letters.</summary>
public enum BundleFileKind
{
    /// <summary>The signed head that all proofs rest on, as published.</summary>
    Checkpoint,

    /// <summary>The records' own bytes, one a line, in the order of their leaves.</summary>
    Records,

    /// <summary>Line by line beside the records: that each is in the tree (<see cref="InclusionLine"/>).</summary>
    Proofs,

    /// <summary>Of a whole range, instead of a proof for each record (<see cref="RangeProof"/>).</summary>
    Range,

    /// <summary>The leaf hashes of a whole range, 32 bytes each, one behind the other: with the range proof they tell which record was changed or left out.</summary>
    Leaves,

    /// <summary>That the tree begins with smaller ones that were signed before (<see cref="ConsistencyLine"/>).</summary>
    Consistency,

    /// <summary>How long the histories of visits are, and how they end (<see cref="HeadLine"/>).</summary>
    Heads,

    /// <summary>Personal parts that records only commit to (<see cref="DetailLine"/>).</summary>
    Details,

    /// <summary>The records as a table.</summary>
    Csv,

    /// <summary>The records as a FHIR Bundle of AuditEvents.</summary>
    Fhir,

    /// <summary>The records as pages to print.</summary>
    Html,
}
