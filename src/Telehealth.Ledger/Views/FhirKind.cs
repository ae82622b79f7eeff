namespace Telehealth.Ledger.Views;

/// <summary>What an AuditEvent says a record is.</summary>
/// <param name="Subtypes">Before the record's own code; a read by interaction has no other beside its own, as IHE BALP wants it.</param>
/// <param name="Action">C, R, U, D or E.</param>
internal sealed record FhirKind(FhirCoding Type, IReadOnlyList<FhirCoding> Subtypes, char Action)
{
    /// <summary>A read or search of data in the pattern of IHE BALP: client, server and user as agents, a restful subtype alone.</summary>
    public bool IsRestful => Type == FhirCoding.Rest;

    public static FhirKind Read { get; } = new(FhirCoding.Rest, [FhirCoding.Restful("read")], 'R');
    public static FhirKind Query { get; } = new(FhirCoding.Rest, [FhirCoding.Restful("search-type")], 'E');
    public static FhirKind Created { get; } = Dicom("110110", 'C');
    public static FhirKind Changed { get; } = Dicom("110110", 'U');
    public static FhirKind Erased { get; } = Dicom("110110", 'D');
    public static FhirKind Done { get; } = Dicom("110110", 'E');
    public static FhirKind SignIn { get; } = Dicom("110114", 'E', "110122");
    public static FhirKind SignOut { get; } = Dicom("110114", 'E', "110123");
    public static FhirKind LogRead { get; } = Dicom("110101", 'R');
    public static FhirKind LogUsed { get; } = Dicom("110101", 'E');
    public static FhirKind LogPruned { get; } = Dicom("110101", 'D');
    public static FhirKind Exported { get; } = Dicom("110106", 'R');
    public static FhirKind Imported { get; } = Dicom("110107", 'C');
    public static FhirKind Disclosed { get; } = new(FhirCoding.Dicom("110106"), [FhirCoding.Disclose], 'R');
    public static FhirKind Alert { get; } = Dicom("110113", 'E');
    public static FhirKind Barred { get; } = Dicom("110113", 'E', "110132");
    public static FhirKind Override { get; } = Dicom("110113", 'E', "110127");
    public static FhirKind RolesChanged { get; } = Dicom("110113", 'U', "110136");
    public static FhirKind AccountAdded { get; } = Dicom("110113", 'C', "110137");
    public static FhirKind AccountChanged { get; } = Dicom("110113", 'U', "110137");
    public static FhirKind LinkAdded { get; } = Dicom("110113", 'C', "110135");
    public static FhirKind LinkChanged { get; } = Dicom("110113", 'U', "110135");
    public static FhirKind Configured { get; } = Dicom("110113", 'U', "110129");
    public static FhirKind Started { get; } = Dicom("110100", 'E', "110120");
    public static FhirKind Stopped { get; } = Dicom("110100", 'E', "110121");
    public static FhirKind Recording { get; } = Dicom("110100", 'E', "110134");
    public static FhirKind Activity { get; } = Dicom("110100", 'E');

    private static FhirKind Dicom(string type, char action, params string[] subtypes) => new(FhirCoding.Dicom(type), [.. subtypes.Select(FhirCoding.Dicom)], action);
}
