using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>The model of both engines. It reads everything and writes the clinic's own tables; visits and the log are written by their stores.</summary>
internal abstract class TelehealthDb(DbContextOptions options) : IdentityUserContext<StaffAccount, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Patient> Patients => Set<Patient>();
    public DbSet<Clinician> Clinicians => Set<Clinician>();
    public DbSet<AuthorityRow> Authorities => Set<AuthorityRow>();
    public DbSet<AuthorityUseRow> AuthorityUses => Set<AuthorityUseRow>();
    public DbSet<LinkRow> Links => Set<LinkRow>();
    public DbSet<LinkAttempt> LinkAttempts => Set<LinkAttempt>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<WorkItem> WorkItems => Set<WorkItem>();
    public DbSet<NoticeRow> Notices => Set<NoticeRow>();
    public DbSet<SuppressionRow> Suppressions => Set<SuppressionRow>();
    public DbSet<NoticeKeyRow> NoticeKeys => Set<NoticeKeyRow>();
    public DbSet<MessageRow> Messages => Set<MessageRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<ClinicStream> ClinicStreams => Set<ClinicStream>();
    public DbSet<RuleSetRow> RuleSets => Set<RuleSetRow>();
    public DbSet<RuleContentRow> RuleContents => Set<RuleContentRow>();
    public DbSet<ConsentWordingRow> ConsentWordings => Set<ConsentWordingRow>();
    public DbSet<CommandRow> Commands => Set<CommandRow>();
    public DbSet<VisitRow> Visits => Set<VisitRow>();
    public DbSet<RecordRow> Records => Set<RecordRow>();
    public DbSet<RecordSecretRow> RecordSecrets => Set<RecordSecretRow>();
    public DbSet<DetailKeyRow> DetailKeys => Set<DetailKeyRow>();
    public DbSet<ErasureRow> Erasures => Set<ErasureRow>();
    public DbSet<LegalHoldRow> LegalHolds => Set<LegalHoldRow>();
    public DbSet<DisclosureRow> Disclosures => Set<DisclosureRow>();
    public DbSet<ReviewRow> Reviews => Set<ReviewRow>();
    public DbSet<SettingMarkRow> SettingMarks => Set<SettingMarkRow>();
    public DbSet<QueuedRecordRow> QueuedRecords => Set<QueuedRecordRow>();
    public DbSet<RecordLeafRow> RecordLeaves => Set<RecordLeafRow>();
    public DbSet<LogOriginRow> LogOrigins => Set<LogOriginRow>();
    public DbSet<LogKeyRow> LogKeys => Set<LogKeyRow>();
    public DbSet<LogTileRow> LogTiles => Set<LogTileRow>();
    public DbSet<CheckpointRow> Checkpoints => Set<CheckpointRow>();
    public DbSet<LogPruningRow> LogPrunings => Set<LogPruningRow>();
    public DbSet<SavedSearchRow> SavedSearches => Set<SavedSearchRow>();
    public DbSet<LogExportRow> LogExports => Set<LogExportRow>();
    public DbSet<SavedHitRow> SavedHits => Set<SavedHitRow>();
    public DbSet<VendorEventRow> VendorEvents => Set<VendorEventRow>();
    public DbSet<MessageEventRow> MessageEvents => Set<MessageEventRow>();
    public DbSet<VendorRoomRow> VendorRooms => Set<VendorRoomRow>();
    public DbSet<AttendanceRow> Attendances => Set<AttendanceRow>();
    public DbSet<LeaseRow> Leases => Set<LeaseRow>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Fixed here, so that the model does not depend on who builds it.</summary>
    protected override Version SchemaVersion => IdentitySchemaVersions.Version2;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        ModelMaps.Map(builder);
        ModelConventions.NameInSnakeCase(builder);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseOtherPaths();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseOtherPaths();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Two write paths, no third: visits and the log by their store, the rest inside ClinicDesk's transaction. Data Protection saves its own keys.</summary>
    private void RefuseOtherPaths()
    {
        var changed = ChangeTracker.Entries().Where(e => e.State is not EntityState.Unchanged).Select(e => e.Entity).ToArray();
        if (changed.Any(e => e is VisitRow or RecordRow or RecordSecretRow))
        {
            throw new InvalidOperationException("Visits and records are written by VisitDesk and ClinicDesk only.");
        }

        if (changed.Any(e => e is QueuedRecordRow or RecordLeafRow or LogOriginRow or LogKeyRow or LogTileRow or CheckpointRow or LogPruningRow))
        {
            throw new InvalidOperationException("The sealed log is written by its sealer only.");
        }

        if (Database.CurrentTransaction is null && changed.Any(e => e is not DataProtectionKey))
        {
            throw new InvalidOperationException("Changes to the clinic's tables are a work of ClinicDesk, which records them.");
        }
    }
}

internal sealed class SqliteTelehealthDb(DbContextOptions<SqliteTelehealthDb> options) : TelehealthDb(options);

internal sealed class PostgresTelehealthDb(DbContextOptions<PostgresTelehealthDb> options) : TelehealthDb(options);
