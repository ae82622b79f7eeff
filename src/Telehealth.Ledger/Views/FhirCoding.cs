namespace Telehealth.Ledger.Views;

/// <summary>A code of a system that FHIR knows, or of ours.</summary>
internal sealed record FhirCoding(string System, string Code, string? Display = null)
{
    /// <summary>System of the log's own codes.</summary>
    public const string Own = "urn:telehealth:record-code";

    public static FhirCoding Dicom(string code) => new("http://dicom.nema.org/resources/ontology/DCM", code, DicomNames.GetValueOrDefault(code));

    public static FhirCoding Of(string recordCode) => new(Own, recordCode);

    public static FhirCoding Rest { get; } = new("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation");

    public static FhirCoding Restful(string interaction) => new("http://hl7.org/fhir/restful-interaction", interaction, interaction);

    public static FhirCoding Disclose { get; } = new("http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", "disclose", "Disclose Record Lifecycle Event");

    public static FhirCoding EntityType(string code) => new("http://terminology.hl7.org/CodeSystem/audit-entity-type", code, code == "1" ? "Person" : "System Object");

    public static FhirCoding Role(string code, string display) => new("http://terminology.hl7.org/CodeSystem/object-role", code, display);

    public static FhirCoding Participation(string code, string display) => new("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", code, display);

    public static FhirCoding ApplicationServer { get; } = new("http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");

    private static readonly Dictionary<string, string> DicomNames = new()
    {
        ["110100"] = "Application Activity", ["110101"] = "Audit Log Used", ["110106"] = "Export", ["110107"] = "Import", ["110110"] = "Patient Record", ["110113"] = "Security Alert",
        ["110114"] = "User Authentication", ["110120"] = "Application Start", ["110121"] = "Application Stop", ["110122"] = "Login", ["110123"] = "Logout", ["110127"] = "Emergency Override Started",
        ["110129"] = "Security Configuration", ["110132"] = "Use of Restricted Function", ["110134"] = "Audit Recording Started", ["110135"] = "Object Security Attributes Changed",
        ["110136"] = "Security Roles Changed", ["110137"] = "User security Attributes Changed", ["110150"] = "Application", ["110152"] = "Destination Role ID", ["110153"] = "Source Role ID",
    };
}
