using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Records;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>One thing for the writer; shares its transaction with others, and fails alone.</summary>
internal abstract class GroupedWrite(IReadOnlyList<EncodedRecord> records, IReadOnlyList<RecordSecret> secrets)
{
    private int _state;

    public IReadOnlyList<EncodedRecord> Records { get; } = records;

    /// <summary>The personal parts of those that have one.</summary>
    public IReadOnlyList<RecordSecret> Secrets { get; } = secrets;

    /// <summary>Order inside a group: rows are locked in the same order on every node.</summary>
    public abstract Guid Order { get; }

    public TaskCompletionSource<CommitResult> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The writer takes it; false when the caller has given it up before.</summary>
    public bool TryTake() => Interlocked.CompareExchange(ref _state, 1, 0) == 0;

    /// <summary>The caller gives it up; false when the writer has it already.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _state, 2, 0) == 0;
}

/// <summary>Records outside any chain.</summary>
internal sealed class RecordWrite(IReadOnlyList<EncodedRecord> records, IReadOnlyList<RecordSecret> secrets) : GroupedWrite(records, secrets)
{
    public override Guid Order => Guid.Empty;
}

/// <summary>When the rules of time look at a visit again, if it is still at this record.</summary>
internal sealed class LookAgainWrite(VisitId visit, long recordSeq, Instant? at) : GroupedWrite([], [])
{
    public VisitId Visit { get; } = visit;
    public long RecordSeq { get; } = recordSeq;
    public Instant? At { get; } = at;
    public override Guid Order => Visit.Value;
}

/// <summary>A visit's next commit, conditional on what was loaded and on the facts that were used.</summary>
internal sealed class VisitWrite(
    LoadedVisit before, VisitRow after, IReadOnlyList<EncodedRecord> records, IReadOnlyList<RecordSecret> secrets, Fences fences, CommandRow? command, IReadOnlyList<OutboxRow> effects)
    : GroupedWrite(records, secrets)
{
    public LoadedVisit Before { get; } = before;
    public VisitRow After { get; } = after;
    public Fences Fences { get; } = fences;
    public CommandRow? Command { get; } = command;
    public IReadOnlyList<OutboxRow> Effects { get; } = effects;

    /// <summary>Uses of limited authorities; each counts against its limit, so the clinician's facts change with them.</summary>
    public IReadOnlyList<AuthorityUseRow> Uses { get; init; } = [];

    /// <summary>Starts of this patient are counted against a limit, so the patient's facts change with this one.</summary>
    public bool CountsForPatient { get; init; }

    public bool UsesUp => Uses.Count > 0 || CountsForPatient;

    public bool IsNew => Before.Head.Seq == 0;
    public override Guid Order => After.Id.Value;
}

/// <param name="RulesVersion">Set where the decision evaluated the law: then the rows are locked until the commit, and the rules must be these.</param>
/// <param name="Clinicians">Every clinician whose facts were used.</param>
internal sealed record Fences(PatientId Patient, long PatientVersion, string? RulesVersion, IReadOnlyList<ClinicianFence> Clinicians);

internal readonly record struct ClinicianFence(StaffId Id, long FactsVersion);
