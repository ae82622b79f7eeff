using Telehealth.Domain;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Doors;

/// <summary>Whoever reads personal data, or the log, is written down before the answer leaves: no record, no data.</summary>
internal sealed class ReadRecords(IClinicDesk desk)
{
    public const string Area = "reads";

    public Task NoteAsync(Caller caller, string code, IReadOnlyDictionary<string, string>? subject, CancellationToken cancellation, int? items = null) =>
        desk.AppendAsync(caller.Actor, new ClinicRecord(code, Area, subject ?? new Dictionary<string, string>(), items is { } n ? new Dictionary<string, object?> { ["items"] = (long)n } : null), cancellation);

    public Task NoteVisitAsync(Caller caller, string code, VisitId visit, PatientId patient, CancellationToken cancellation) =>
        NoteAsync(caller, code, new Dictionary<string, string> { ["visit"] = visit.ToString(), ["patient"] = patient.ToString() }, cancellation);
}
