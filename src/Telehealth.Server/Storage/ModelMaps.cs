using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Storage;

/// <summary>Keys, uniqueness and the indexes that reads go by.</summary>
internal static class ModelMaps
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<StaffAccount>(Staff);
        model.Entity<IdentityUserClaim<Guid>>().ToTable("StaffClaims");
        model.Entity<IdentityUserLogin<Guid>>().ToTable("StaffLogins");
        model.Entity<IdentityUserToken<Guid>>().ToTable("StaffTokens");
        model.Entity<Patient>(e => { e.ToTable("Patients"); e.HasIndex(p => p.ExternalId).IsUnique(); e.HasIndex(p => new { p.FamilyName, p.GivenName, p.Id }); });
        model.Entity<Clinician>(e => { e.ToTable("Clinicians"); e.HasKey(c => c.StaffId); });
        model.Entity<AuthorityRow>(e => { e.ToTable("Authorities"); e.HasIndex(a => new { a.ClinicianId, a.Sequence }).IsUnique(); });
        model.Entity<AuthorityUseRow>(e => { e.ToTable("AuthorityUses"); e.HasKey(u => new { u.VisitId, u.RecordSeq }); e.HasIndex(u => new { u.ClinicianId, u.LastDay }); });
        model.Entity<LinkRow>(e => { e.ToTable("Links"); e.HasIndex(l => l.TokenHash).IsUnique(); e.HasIndex(l => new { l.VisitId, l.ParticipantId }); });
        model.Entity<LinkAttempt>(e => { e.ToTable("LinkAttempts"); e.HasKey(a => new { a.LinkId, a.SourceHash }); });
        model.Entity<SessionRow>(Session);
        model.Entity<WorkItem>(e => { e.ToTable("WorkItems"); e.HasIndex(i => i.Cause).IsUnique(); e.HasIndex(i => new { i.DoneAt, i.At }); });
        model.Entity<NoticeRow>(Notice);
        model.Entity<SuppressionRow>(e => { e.ToTable("Suppressions"); e.HasKey(s => s.AddressHash); });
        model.Entity<NoticeKeyRow>(e => { e.ToTable("NoticeKeys"); e.Property(k => k.Id).ValueGeneratedNever(); });
        model.Entity<MessageRow>(Message);
        model.Entity<OutboxRow>(e => { e.ToTable("Outbox"); e.HasIndex(o => new { o.State, o.DueAt }); e.HasIndex(o => o.VisitId); });
        model.Entity<ClinicStream>(e => { e.ToTable("ClinicStreams"); e.HasKey(s => s.Stream); });
        model.Entity<RuleSetRow>(e => { e.ToTable("RuleSet"); e.Property(r => r.Id).ValueGeneratedNever(); });
        model.Entity<RuleContentRow>(e => { e.ToTable("RuleContents"); e.HasKey(c => c.Hash); });
        model.Entity<ConsentWordingRow>(e => { e.ToTable("ConsentWordings"); e.HasKey(w => new { w.Version, w.Language }); });
        model.Entity<CommandRow>(e => { e.ToTable("Commands"); e.HasKey(c => new { c.Stream, c.CommandId, c.Step }); });
        model.Entity<VendorEventRow>(e => { e.ToTable("VendorEvents"); e.HasIndex(v => v.DedupKey).IsUnique(); e.HasIndex(v => new { v.State, v.At }); });
        model.Entity<MessageEventRow>(e => { e.ToTable("MessageEvents"); e.HasIndex(m => m.DedupKey).IsUnique(); e.HasIndex(m => new { m.State, m.ReceivedAt }); });
        model.Entity<VendorRoomRow>(e => { e.ToTable("VendorRooms"); e.HasKey(r => r.RoomId); e.HasIndex(r => r.VisitId); e.HasIndex(r => r.ReconciledAt); });
        model.Entity<LeaseRow>(e => { e.ToTable("Leases"); e.HasKey(l => l.Name); });
        model.Entity<AttendanceRow>(e => { e.ToTable("Attendances"); e.HasKey(a => a.ConnectionId); e.HasIndex(a => a.RoomId); e.HasIndex(a => a.VisitId); });
        model.Entity<VisitRow>(Visit);
        model.Entity<RecordRow>(Record);
        model.Entity<SavedSearchRow>(e => { e.ToTable("SavedSearches", t => t.ExcludeFromMigrations()); e.HasKey(s => s.Id); });
        model.Entity<SavedHitRow>(e => { e.ToTable("SavedHits", t => t.ExcludeFromMigrations()); e.HasKey(h => new { h.SearchId, h.At, h.RecordId }); });
        model.Entity<LogExportRow>(e => { e.ToTable("LogExports", t => t.ExcludeFromMigrations()); e.HasKey(x => x.Id); });
        model.Entity<RecordSecretRow>(e => { e.ToTable("RecordSecrets", t => t.ExcludeFromMigrations()); e.HasKey(d => d.Hash); });
        model.Entity<DetailKeyRow>(e => { e.ToTable("DetailKeys", t => t.ExcludeFromMigrations()); e.Property(k => k.Id).ValueGeneratedNever(); });
        SealedLog(model);
        LogSide(model);
    }

    private static void SealedLog(ModelBuilder model)
    {
        model.Entity<QueuedRecordRow>(e => { e.ToTable("RecordQueue", t => t.ExcludeFromMigrations()); e.HasKey(q => q.RecordId); });
        model.Entity<RecordLeafRow>(e => { e.ToTable("RecordLeaves", t => t.ExcludeFromMigrations()); e.HasKey(l => l.LeafIndex); });
        model.Entity<LogOriginRow>(e => { e.ToTable("LogOrigins", t => t.ExcludeFromMigrations()); e.HasKey(o => o.Number); });
        model.Entity<LogKeyRow>(e => { e.ToTable("LogKeys", t => t.ExcludeFromMigrations()); e.HasKey(k => new { k.Origin, k.Vkey }); });
        model.Entity<LogTileRow>(e => { e.ToTable("LogTiles", t => t.ExcludeFromMigrations()); e.HasKey(t => new { t.OriginNumber, t.Level, t.TileIndex }); });
        model.Entity<LogPruningRow>(e => { e.ToTable("LogPrunings", t => t.ExcludeFromMigrations()); e.HasKey(p => p.PrunedBefore); });
        model.Entity<CheckpointRow>(e => { e.ToTable("LogCheckpoints", t => t.ExcludeFromMigrations()); e.HasKey(c => new { c.Origin, c.Size }); });
    }

    /// <summary>Hand-written tables beside the log.</summary>
    private static void LogSide(ModelBuilder model)
    {
        model.Entity<ErasureRow>(e => { e.ToTable("Erasures", t => t.ExcludeFromMigrations()); e.Property(r => r.Id).ValueGeneratedNever(); });
        model.Entity<LegalHoldRow>(e => { e.ToTable("LegalHolds", t => t.ExcludeFromMigrations()); e.Property(r => r.Id).ValueGeneratedNever(); });
        model.Entity<DisclosureRow>(e => { e.ToTable("Disclosures", t => t.ExcludeFromMigrations()); e.Property(r => r.Id).ValueGeneratedNever(); });
        model.Entity<ReviewRow>(e => { e.ToTable("ReviewQueue", t => t.ExcludeFromMigrations()); e.HasKey(r => r.RecordId); e.Property(r => r.RecordId).ValueGeneratedNever(); });
        model.Entity<SettingMarkRow>(e => { e.ToTable("SettingMarks", t => t.ExcludeFromMigrations()); e.HasKey(s => s.Name); });
    }

    private static void Staff(EntityTypeBuilder<StaffAccount> e)
    {
        e.ToTable("Staff");
        e.Property(s => s.Roles).HasConversion<int>();
        e.Ignore(s => s.StaffId);
    }

    private static void Session(EntityTypeBuilder<SessionRow> e)
    {
        e.ToTable("Sessions");
        e.HasIndex(s => s.TokenHash).IsUnique();
        e.HasIndex(s => s.StaffId);
        e.HasIndex(s => new { s.VisitId, s.ParticipantId });
    }

    private static void Notice(EntityTypeBuilder<NoticeRow> e)
    {
        e.ToTable("Notices");
        e.HasIndex(n => new { n.Cause, n.Channel }).IsUnique();
        e.HasIndex(n => new { n.At, n.Id });
        e.HasIndex(n => n.VisitId);
    }

    private static void Message(EntityTypeBuilder<MessageRow> e)
    {
        e.ToTable("Messages");
        e.HasKey(m => new { m.VisitId, m.Number });
        e.HasIndex(m => new { m.VisitId, m.SenderId, m.ClientMessageId }).IsUnique();
    }

    private static void Visit(EntityTypeBuilder<VisitRow> e)
    {
        e.ToTable("Visits");
        e.HasIndex(v => v.NextDueAt);
        e.HasIndex(v => new { v.StartsAt, v.Id });
        e.HasIndex(v => new { v.Phase, v.ClinicianId });
        e.HasIndex(v => new { v.ClinicianId, v.StartsAt });
        e.HasIndex(v => new { v.PatientId, v.StartsAt });
    }

    private static void Record(EntityTypeBuilder<RecordRow> e)
    {
        e.ToTable("Records", t => t.ExcludeFromMigrations());
        e.HasKey(r => r.Id);
    }
}
