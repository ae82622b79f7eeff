using System.Globalization;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.Licensure;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk;

internal sealed record NewAuthority(
    AuthorityKind Kind, Profession Profession, string[] Jurisdictions, string Number, string Issuer, LocalDate EffectiveOn, LocalDate ExpiresOn,
    BoardStatus BoardStatus, string Source, LocalDate? VerifiedOn = null)
{
    /// <summary>The compact that it comes from.</summary>
    public CompactId? Compact { get; init; }

    /// <summary>Id of the rules' path that it is on, such as <c>AZ-registry</c>; needed where the state has several of its kind for the profession.</summary>
    public string? Path { get; init; }

    /// <summary>Any record of the home licence that it rests on, of the same clinician.</summary>
    public AuthorityId? DependsOn { get; init; }

    /// <summary>Restrictions by the board, at most 10 of at most 200 characters.</summary>
    public string[] Encumbrances { get; init; } = [];

    /// <summary>USPS codes of the states in one of which the clinician must sit.</summary>
    public string[] RequiresClinicianIn { get; init; } = [];

    public bool TelehealthOnly { get; init; }
    public PatientScope Scope { get; init; }
    public UsageLimit? Limit { get; init; }

    /// <summary>From when a limit or a term counts.</summary>
    public LocalDate? EventOn { get; init; }

    public string? VerifiedBy { get; init; }
    public string? SourceUrl { get; init; }

    /// <summary>An earlier record of the same clinician whose place this one takes, where the two are not of one number.</summary>
    public AuthorityId? Supersedes { get; init; }

    /// <summary>All that a record says, to be said again with a change; who checked it is said anew.</summary>
    public static NewAuthority Of(AuthorityRow row) => new(
        row.Kind, row.Profession, row.Jurisdictions, row.Number, row.Issuer, row.EffectiveOn, row.ExpiresOn, row.BoardStatus, row.Source, row.VerifiedOn)
    {
        Compact = row.Compact, Path = row.Path, DependsOn = row.DependsOn, Encumbrances = row.Encumbrances, RequiresClinicianIn = row.RequiresClinicianIn,
        TelehealthOnly = row.TelehealthOnly, Scope = row.Scope, Limit = row.Limit, EventOn = row.EventOn, SourceUrl = row.SourceUrl,
    };
}

/// <summary>Authority records inside a work of the clinic's desk. Only ever appended; each bumps the fence of decisions that used the former ones.</summary>
internal static class AuthorityFile
{
    public const string Area = "authorities";

    /// <summary>Null when there is no such clinician.</summary>
    public static async Task<AuthorityRow?> AppendAsync(ClinicWork work, AuthorityId id, StaffId clinicianId, NewAuthority authority, CancellationToken cancellation)
    {
        if (await work.Db.Clinicians.FirstOrDefaultAsync(c => c.StaffId == clinicianId, cancellation) is not { } clinician) return null;
        if (await work.Db.Authorities.FirstOrDefaultAsync(a => a.Id == id, cancellation) is { } known) return known;
        var last = await LastSequenceAsync(work, clinicianId, cancellation);
        clinician.FactsVersion++;
        var row = new AuthorityRow
        {
            Id = id, ClinicianId = clinicianId, Sequence = last + 1, Kind = authority.Kind, Profession = authority.Profession,
            Jurisdictions = authority.Jurisdictions, Number = authority.Number, Issuer = authority.Issuer, EffectiveOn = authority.EffectiveOn,
            ExpiresOn = authority.ExpiresOn, BoardStatus = authority.BoardStatus, VerifiedOn = authority.VerifiedOn, Source = authority.Source, RecordedAt = work.Now,
            Compact = authority.Compact, Path = authority.Path, DependsOn = authority.DependsOn, Encumbrances = authority.Encumbrances,
            RequiresClinicianIn = authority.RequiresClinicianIn, TelehealthOnly = authority.TelehealthOnly, Scope = authority.Scope,
            LimitUnit = authority.Limit?.Unit, LimitMax = authority.Limit?.Max, LimitWindow = authority.Limit?.Window, LimitDays = authority.Limit?.Days,
            EventOn = authority.EventOn, VerifiedBy = authority.VerifiedBy, SourceUrl = authority.SourceUrl, Supersedes = authority.Supersedes,
        };
        work.Db.Authorities.Add(row);
        work.Record(new ClinicRecord("AuthorityAdded", Area, new Dictionary<string, string> { ["staff"] = clinicianId.ToString(), ["authority"] = row.Id.ToString() }, AfterOf(row)));
        return row;
    }

    /// <summary>Whether every record that this one names is one of the clinician's.</summary>
    public static async Task<bool> KnowsAsync(ClinicWork work, StaffId clinicianId, NewAuthority authority, CancellationToken cancellation)
    {
        foreach (var named in new[] { authority.DependsOn, authority.Supersedes }.OfType<AuthorityId>())
        {
            if (!await work.Db.Authorities.AnyAsync(a => a.Id == named && a.ClinicianId == clinicianId, cancellation)) return false;
        }

        return true;
    }

    /// <summary>Records that this work has appended before are not in the database yet.</summary>
    private static async Task<long> LastSequenceAsync(ClinicWork work, StaffId clinicianId, CancellationToken cancellation) => Math.Max(
        await work.Db.Authorities.Where(a => a.ClinicianId == clinicianId).MaxAsync(a => (long?)a.Sequence, cancellation) ?? 0,
        work.Db.Authorities.Local.Where(a => a.ClinicianId == clinicianId).Max(a => (long?)a.Sequence) ?? 0);

    // What is not there is not said: most licences have none of it.
    private static Dictionary<string, object?> AfterOf(AuthorityRow row)
    {
        var after = Always(row);
        void Add(string name, object? value)
        {
            if (value is not (null or false or string[] { Length: 0 })) after[name] = value;
        }

        Add("compact", row.Compact?.ToString());
        Add("path", row.Path);
        Add("dependsOn", row.DependsOn?.ToString());
        Add("encumbrances", row.Encumbrances.Length == 0 ? null : row.Encumbrances.Length);
        Add("requiresClinicianIn", row.RequiresClinicianIn);
        Add("telehealthOnly", row.TelehealthOnly);
        Add("scope", row.Scope is PatientScope.Any ? null : row.Scope.ToString());
        Add("limitUnit", row.LimitUnit?.ToString());
        Add("limitMax", row.LimitMax);
        Add("limitWindow", row.LimitWindow?.ToString());
        Add("limitDays", row.LimitDays);
        Add("eventOn", row.EventOn is { } day ? Day(day) : null);
        Add("sourceUrl", row.SourceUrl);
        Add("supersedes", row.Supersedes?.ToString());
        return after;
    }

    private static Dictionary<string, object?> Always(AuthorityRow row) => new()
    {
        ["sequence"] = row.Sequence, ["kind"] = row.Kind.ToString(), ["profession"] = row.Profession.ToString(), ["jurisdictions"] = row.Jurisdictions,
        ["number"] = row.Number, ["issuer"] = row.Issuer, ["effectiveOn"] = Day(row.EffectiveOn), ["expiresOn"] = Day(row.ExpiresOn),
        ["boardStatus"] = row.BoardStatus.ToString(), ["verifiedOn"] = row.VerifiedOn is { } on ? Day(on) : null, ["source"] = row.Source,
    };

    private static string Day(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
