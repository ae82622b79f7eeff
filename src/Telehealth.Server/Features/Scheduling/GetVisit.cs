using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;
using Telehealth.Server.Doors.Calls;
using Telehealth.Server.Storage;

namespace Telehealth.Server.Features.Scheduling;

internal sealed record LinkItem(ParticipantId ParticipantId, ParticipantRole Role, Instant ExpiresAt, bool Revoked);

/// <summary>The view's members, and <c>links</c> beside them.</summary>
[JsonConverter(typeof(VisitDetailConverter))]
internal sealed record VisitDetail(VisitView View, IReadOnlyList<LinkItem> Links);

internal sealed class VisitDetailConverter : JsonConverter<VisitDetail>
{
    public override VisitDetail Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, VisitDetail value, JsonSerializerOptions options)
    {
        var view = (JsonObject)JsonSerializer.SerializeToNode(value.View, options)!;
        view["links"] = JsonSerializer.SerializeToNode(value.Links, options);
        view.WriteTo(writer, options);
    }
}

/// <summary>One visit as its staff see it, with the state of its links; never a link itself.</summary>
internal sealed class GetVisit(VisitDoor door, TelehealthDb db, IPresence presence, ClinicFactsCache rules, IOptions<ClinicOptions> clinic, VisitPolicy policy, ReadRecords reads)
{
    public async Task<Answer<VisitDetail>> HandleAsync(Caller caller, VisitId id, TimeProvider time, CancellationToken cancellation)
    {
        if (await door.FindAsync(caller, id, cancellation) is not { } loaded) return RefusalCode.NotFound;
        await reads.NoteVisitAsync(caller, "VisitRead", id, loaded.Visit.PatientId, cancellation);
        var view = VisitViews.Of(loaded.Visit, Audience.For(loaded.Visit, caller.Actor)!, await FactsAsync(loaded, time.Now(), cancellation));
        var links = await db.Links.AsNoTracking().Where(l => l.VisitId == id).OrderBy(l => l.CreatedAt).ToListAsync(cancellation);
        return new VisitDetail(view, [.. links.Select(l => new LinkItem(l.ParticipantId, l.Role, l.ExpiresAt, l.RevokedAt is not null))]);
    }

    private async Task<ViewFacts> FactsAsync(LoadedVisit loaded, Instant now, CancellationToken cancellation)
    {
        var visit = loaded.Visit;
        var names = await NamesAsync(visit, cancellation);
        return new ViewFacts
        {
            Clinic = new ClinicContact(clinic.Value.Name, clinic.Value.Phone),
            Patient = new PatientNames(loaded.Patient.GivenName, loaded.Patient.FamilyName, loaded.Patient.BirthDate, loaded.Patient.PreferredLanguage),
            Now = now,
            Policy = policy,
            StaffOf = id => names.GetValueOrDefault(id),
            Presence = presence.Of(visit.Id),
            Decision = loaded.LastDecision,
            Rules = loaded.MayBeMinor(now) ? (await rules.GetAsync(fresh: false, cancellation)).Facts : null,
        };
    }

    private async Task<Dictionary<StaffId, StaffName>> NamesAsync(Visit visit, CancellationToken cancellation)
    {
        var ids = visit.Participants.Select(p => p.StaffId).Append(visit.ClinicianId).Append(visit.Transfer?.To).OfType<StaffId>().Distinct().ToList();
        var guids = ids.Select(i => i.Value).ToList();
        var accounts = await db.Users.AsNoTracking().Where(u => guids.Contains(u.Id)).ToListAsync(cancellation);
        var credentials = await db.Clinicians.AsNoTracking().Where(c => ids.Contains(c.StaffId)).ToDictionaryAsync(c => c.StaffId, c => c.Credentials, cancellation);
        return accounts.ToDictionary(a => a.StaffId, a => new StaffName(a.StaffId, $"{a.GivenName} {a.FamilyName}", credentials.GetValueOrDefault(a.StaffId)));
    }
}
