using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

internal sealed record NewAuthority(
    AuthorityKind Kind, Profession Profession, string[] Jurisdictions, string Number, string Issuer, LocalDate EffectiveOn, LocalDate ExpiresOn,
    BoardStatus BoardStatus, string Source, LocalDate? VerifiedOn = null);

/// <summary>Authority records inside a work of the clinic's desk. Only ever appended; each bumps the fence of decisions that used the former ones.</summary>
internal static class AuthorityFile
{
    public const string Area = "authorities";

    /// <summary>Null when there is no such clinician.</summary>
    public static async Task<AuthorityRow?> AppendAsync(ClinicWork work, AuthorityId id, StaffId clinicianId, NewAuthority authority, CancellationToken cancellation)
    {
        if (await work.Db.Clinicians.FirstOrDefaultAsync(c => c.StaffId == clinicianId, cancellation) is not { } clinician) return null;
        if (await work.Db.Authorities.FirstOrDefaultAsync(a => a.Id == id, cancellation) is { } known) return known;
        var last = await work.Db.Authorities.Where(a => a.ClinicianId == clinicianId).MaxAsync(a => (long?)a.Sequence, cancellation) ?? 0;
        clinician.FactsVersion++;
        var row = new AuthorityRow
        {
            Id = id, ClinicianId = clinicianId, Sequence = last + 1, Kind = authority.Kind, Profession = authority.Profession,
            Jurisdictions = authority.Jurisdictions, Number = authority.Number, Issuer = authority.Issuer, EffectiveOn = authority.EffectiveOn,
            ExpiresOn = authority.ExpiresOn, BoardStatus = authority.BoardStatus, VerifiedOn = authority.VerifiedOn, Source = authority.Source, RecordedAt = work.Now,
        };
        work.Db.Authorities.Add(row);
        work.Record(new ClinicRecord("AuthorityAdded", Area, new Dictionary<string, string> { ["staff"] = clinicianId.ToString(), ["authority"] = row.Id.ToString() }, AfterOf(row)));
        return row;
    }

    private static Dictionary<string, object?> AfterOf(AuthorityRow row) => new()
    {
        ["sequence"] = row.Sequence, ["kind"] = row.Kind.ToString(), ["profession"] = row.Profession.ToString(), ["jurisdictions"] = row.Jurisdictions,
        ["number"] = row.Number, ["issuer"] = row.Issuer, ["effectiveOn"] = Day(row.EffectiveOn), ["expiresOn"] = Day(row.ExpiresOn),
        ["boardStatus"] = row.BoardStatus.ToString(), ["verifiedOn"] = row.VerifiedOn is { } on ? Day(on) : null, ["source"] = row.Source,
    };

    private static string Day(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
