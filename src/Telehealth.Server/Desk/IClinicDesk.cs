using Telehealth.Domain;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Desk;

/// <summary>The write path of everything that is not a visit: staff, authorities, links, patients, settings, work items.</summary>
internal interface IClinicDesk
{
    /// <summary>
    /// Runs the work in one explicit transaction (retried whole on a serialization failure) that also appends the records it notes.
    /// Nothing is written when the work throws. A work that answers a refusal still commits the records it noted.
    /// </summary>
    Task<T> ExecuteAsync<T>(Actor actor, Func<ClinicWork, CancellationToken, Task<T>> work, CancellationToken cancellation);

    /// <summary>Appends a read, a door refusal or a count outside any chain through the grouped writer; returns once it is on disk.</summary>
    Task AppendAsync(Actor actor, ClinicRecord record, CancellationToken cancellation);
}

/// <summary>What the work may use. Changes to the context are saved by the desk.</summary>
internal sealed class ClinicWork(TelehealthDb db, NodaTime.Instant now)
{
    public TelehealthDb Db { get; } = db;
    public NodaTime.Instant Now { get; } = now;
    public List<ClinicRecord> Records { get; } = [];

    /// <summary>Who does this, where only the work finds out (a sign-in); it stands in the records instead of the actor that the desk was given.</summary>
    public Actor? FoundActor { get; set; }

    /// <summary>Notes a record for the same transaction.</summary>
    public void Record(ClinicRecord record) => Records.Add(record);
}

/// <summary>A record outside a visit's stream.</summary>
/// <param name="Code">Past tense, e.g. <c>AuthorityAdded</c>; ends in <c>Refused</c> for a no.</param>
/// <param name="Area">The chain's key after <c>clinic:</c>, e.g. <c>staff</c>, <c>authorities</c>, <c>links</c>, <c>patients</c>, <c>reads</c>.</param>
/// <param name="Subject">Opaque ids only: <c>visit</c>, <c>patient</c>, <c>staff</c>, <c>participant</c>, <c>authority</c>, <c>link</c>.</param>
/// <param name="After">Non-personal fields; values are string, long, string[] or null.</param>
/// <param name="Detail">Personal part; committed to by a salted hash, sealed under the key of the patient that <paramref name="Subject"/> names, else of the area and quarter.</param>
internal sealed record ClinicRecord(
    string Code, string Area, IReadOnlyDictionary<string, string> Subject, IReadOnlyDictionary<string, object?>? After = null,
    IReadOnlyList<string>? Reasons = null, IReadOnlyDictionary<string, string>? Detail = null)
{
    /// <summary>Told the record inside the transaction, where a row of the work points to it.</summary>
    public Action<Telehealth.Domain.Records.EncodedRecord>? Written { get; init; }
}
