using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Details;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Features.Patients;

/// <summary>Why a patient is erased, without words that would name them.</summary>
internal enum ErasureBasis { PatientAsked, CourtOrder, RetentionEnded, EnteredInError }

internal sealed record ErasureRequest(ErasureBasis Basis);

/// <param name="Obstacle">What stands in the way now; absent when nothing does.</param>
internal sealed record ErasureView(
    PatientId PatientId, Instant? ErasedAt, Guid? Id, StaffId? RequestedBy, string? RequestedByName, Instant? RequestedAt, Instant? ExpiresAt, string? Obstacle);

/// <summary>Asking that a patient be erased, and taking that back. It takes a second person (<see cref="ConfirmErasure"/>), and it lapses.</summary>
internal sealed class AskErasure(TelehealthDb db, IClinicDesk desk, IOptions<DetailsOptions> options, ReadRecords reads, TimeProvider time)
{
    public Task<Answer<ErasureView>> RequestAsync(Caller caller, PatientId id, ErasureRequest request, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<ErasureView>>(caller.Actor, async (work, token) =>
        {
            if (await work.Db.Patients.FirstOrDefaultAsync(p => p.Id == id, token) is not { } patient) return RefusalCode.NotFound;
            if (!Enum.IsDefined(request.Basis)) return Problems.Invalid(("basis", "a reason of an erasure"));
            if (patient.MergedInto is not null) return Erasures.Refuse(work, id, RefusalCode.WrongPhase);
            if (await Erasures.IsErasedAsync(work.Db, id, token) || await Erasures.OpenAsync(work.Db, id, work.Now, token) is not null) return Erasures.Refuse(work, id, RefusalCode.WrongPhase);
            if (await Erasures.ObstacleAsync(work.Db, await Erasures.PersonAsync(work.Db, id, token), token) is { } obstacle) return Erasures.Refuse(work, id, obstacle);
            var row = new ErasureRow
            {
                Id = Guid.CreateVersion7(work.Now.ToDateTimeOffset()), PatientId = id, RequestedBy = caller.Actor.Staff!.Value, RequestedAt = work.Now,
                ExpiresAt = work.Now + Duration.FromHours(options.Value.ErasureConfirmHours),
            };
            work.Db.Erasures.Add(row);
            work.Record(new ClinicRecord(
                "PatientErasureRequested", Erasures.Area, PatientFile.SubjectOf(id), new Dictionary<string, object?> { ["erasure"] = row.Id.ToString("D"), ["basis"] = request.Basis.ToString() }));
            return new ErasureView(id, null, row.Id, row.RequestedBy, null, row.RequestedAt, row.ExpiresAt, null);
        }, cancellation);

    public Task<Answer<Done>> WithdrawAsync(Caller caller, PatientId id, CancellationToken cancellation) =>
        desk.ExecuteAsync<Answer<Done>>(caller.Actor, async (work, token) =>
        {
            if (await Erasures.OpenAsync(work.Db, id, work.Now, token) is not { } row) return RefusalCode.NotFound;
            (row.WithdrawnBy, row.WithdrawnAt) = (caller.Actor.Staff, work.Now);
            work.Record(new ClinicRecord("PatientErasureWithdrawn", Erasures.Area, PatientFile.SubjectOf(id), new Dictionary<string, object?> { ["erasure"] = row.Id.ToString("D") }));
            return Done.Yes;
        }, cancellation);

    /// <summary>How one patient stands.</summary>
    public async Task<Answer<ErasureView>> GetAsync(Caller caller, PatientId id, CancellationToken cancellation)
    {
        if (!await db.Patients.AnyAsync(p => p.Id == id, cancellation)) return RefusalCode.NotFound;
        await reads.NoteAsync(caller, "PatientErasureRead", PatientFile.SubjectOf(id), cancellation);
        var erased = await db.DetailKeys.AsNoTracking().Where(k => k.PatientId == id).Select(k => k.DestroyedAt).FirstOrDefaultAsync(cancellation);
        var open = await Erasures.OpenAsync(db, id, time.Now(), cancellation);
        var obstacle = erased is null ? await Erasures.ObstacleAsync(db, await Erasures.PersonAsync(db, id, cancellation), cancellation) : null;
        return new ErasureView(id, erased, open?.Id, open?.RequestedBy, await NameOfAsync(open?.RequestedBy, cancellation), open?.RequestedAt, open?.ExpiresAt, obstacle?.ToWire());
    }

    private async Task<string?> NameOfAsync(StaffId? staff, CancellationToken cancellation)
    {
        if (staff is not { } id) return null;
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.Id == id.Value, cancellation);
        return account is null ? null : $"{account.GivenName} {account.FamilyName}";
    }
}
