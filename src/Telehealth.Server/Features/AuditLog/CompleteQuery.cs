using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Telehealth.Domain;
using Telehealth.Domain.LogSearch;
using Telehealth.Domain.Records;
using Telehealth.Server.Doors;
using Telehealth.Server.Storage;
using Telehealth.Server.Storage.Search;

namespace Telehealth.Server.Features.AuditLog;

/// <param name="Text">What takes the place of the written part.</param>
/// <param name="Label">In words.</param>
internal sealed record Proposal(string Text, string Label);

/// <param name="Start">Where the part begins that a proposal replaces.</param>
internal sealed record Proposals(int Start, int Length, IReadOnlyList<Proposal> Items);

/// <summary>What may come next in a search: keys, codes that occur, states, roles, reasons, names of staff, and, where a patient is asked for, patients by name: that look is recorded.</summary>
internal sealed class CompleteQuery(TelehealthDb db, FacetBook book, ReadRecords reads)
{
    private const int Most = 12;
    private const int ShortestName = 2;

    public async Task<Answer<Proposals>> HandleAsync(Caller caller, QueryText request, CancellationToken cancellation)
    {
        if (request.Text is null or { Length: > LogQueryParser.MaxLength }) return Problems.Invalid(("text", $"up to {LogQueryParser.MaxLength} characters"));
        if (QueryCompletion.At(request.Text, request.Caret ?? request.Text.Length) is not { } at) return new Proposals(0, 0, []);
        var all = at.Key is { } key ? await ValuesAsync(caller, key, at.Prefix, cancellation) : Keys();
        var fitting = all.Where(p => p.Text.Contains(at.Prefix, StringComparison.OrdinalIgnoreCase) || p.Label.Contains(at.Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(p => p.Text.StartsWith(at.Prefix, StringComparison.OrdinalIgnoreCase)).Take(Most);
        return new Proposals(at.Start, at.Length, [.. fitting]);
    }

    private static IEnumerable<Proposal> Keys() =>
    [
        new("code:", "what happened"), new("actor:", "who did it"), new("outcome:", "how it came out"), new("state:", "where the patient was"), new("visit:", "one visit, by its id"),
        new("patient:", "one patient, chosen by name"), new("reason:", "why it was refused"), new("role:", "in which role"), new("staff:", "about a member of staff"), new("clinician:", "about a clinician"),
        new("stream:", "which part of the log"), new("after:", "from a time on, or an age such as 7d"), new("before:", "up to a time"),
    ];

    private async Task<IEnumerable<Proposal>> ValuesAsync(Caller caller, LogKey key, string prefix, CancellationToken cancellation) => key switch
    {
        LogKey.Code => CodesOf(await book.ReadAsync(cancellation)),
        LogKey.Outcome => Enum.GetNames<RecordOutcome>().Select(o => new Proposal(o.ToLowerInvariant(), RecordWords.Apart(o))),
        LogKey.State => (await book.ReadAsync(cancellation)).Select(f => f.State).OfType<string>().Distinct().Order(StringComparer.Ordinal).Append("none")
            .Select(s => new Proposal(s, s switch { "none" => "not stated", RecordFactsReader.Outside => "outside the United States", _ => s })),
        LogKey.Role => (await book.ReadAsync(cancellation)).Select(f => f.Role).OfType<string>().SelectMany(r => r.Split('+')).Distinct().Order(StringComparer.Ordinal)
            .Select(r => new Proposal(r, RecordWords.Apart(r))),
        LogKey.Reason => (await book.ReadAsync(cancellation)).Where(f => f.Reasons.Length > 0).SelectMany(f => f.Reasons.Split(',')).Distinct().Order(StringComparer.Ordinal)
            .Select(r => new Proposal(r, RecordWords.OfReason(r))),
        LogKey.Stream => (await book.ReadAsync(cancellation)).Select(f => f.Area).Distinct().SelectMany(a => new[] { a.Split(':')[0], a }).Distinct().Order(StringComparer.Ordinal)
            .Select(a => new Proposal(a, a.Replace(':', ' '))),
        LogKey.Actor => [new("system", "the system"), new("vendor", "the video service"), new("participant", "patients and guests"), new("staff", "anybody of the staff"), .. await StaffAsync(cancellation)],
        LogKey.Staff => await StaffAsync(cancellation),
        LogKey.After or LogKey.Before => [new("1h", "an hour ago"), new("24h", "a day ago"), new("7d", "a week ago"), new("30d", "30 days ago"), new("365d", "a year ago")],
        LogKey.Patient => await PatientsAsync(caller, prefix.Trim(), cancellation),
        LogKey.Visit => [],
    };

    private static IEnumerable<Proposal> CodesOf(IReadOnlyList<RecordFacets> facets) =>
        facets.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal).Select(c => new Proposal(c, RecordWords.Apart(c)))
            .Concat(Enum.GetNames<RecordCategory>().Select(c => new Proposal($"{c.ToLowerInvariant()}.*", $"everything about {RecordWords.Apart(c)}")));

    /// <summary>The name comes in a body and the id goes out into the search: no name gets into an address or a record.</summary>
    private async Task<IEnumerable<Proposal>> PatientsAsync(Caller caller, string prefix, CancellationToken cancellation)
    {
        if (prefix.Length < ShortestName || Guid.TryParse(prefix, out _)) return [];
        var like = prefix.ToUpperInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database compares, in its own way on each engine.
        var found = await db.Patients.AsNoTracking().Where(p => (p.GivenName + " " + p.FamilyName).ToUpper().Contains(like) && p.MergedInto == null)
#pragma warning restore CA1304, CA1311, CA1862
            .OrderBy(p => p.FamilyName).ThenBy(p => p.GivenName).ThenBy(p => p.Id).Take(Most).Select(p => new { p.Id, p.GivenName, p.FamilyName, p.BirthDate }).ToListAsync(cancellation);
        await reads.NoteAsync(caller, "PatientsListed", null, cancellation, found.Count);
        return found.Select(p => new Proposal(p.Id.ToString(), p.BirthDate is { } born ? $"{p.GivenName} {p.FamilyName}, born {LocalDatePattern.Iso.Format(born)}" : $"{p.GivenName} {p.FamilyName}"));
    }

    private async Task<IEnumerable<Proposal>> StaffAsync(CancellationToken cancellation)
    {
        var staff = await db.Users.AsNoTracking().OrderBy(u => u.FamilyName).ThenBy(u => u.GivenName).Select(u => new { u.Id, u.GivenName, u.FamilyName, u.Roles }).ToListAsync(cancellation);
        return staff.Select(s => new Proposal(s.Id.ToString("D"), $"{s.GivenName} {s.FamilyName} ({RolesOf(s.Roles)})"));
    }

    private static string RolesOf(StaffRoles roles) => string.Join(", ", Enum.GetValues<StaffRoles>().Where(r => r is not StaffRoles.None && roles.HasFlag(r)).Select(r => RecordWords.Apart(r.ToString())));
}
