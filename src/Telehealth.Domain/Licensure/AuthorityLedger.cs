using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>A clinician's appended records, read for what counts now. Made once for each set of facts, which never change.</summary>
internal sealed class AuthorityLedger
{
    private static readonly ConditionalWeakTable<ClinicianFacts, AuthorityLedger> Made = [];

    private readonly Dictionary<AuthorityId, Authority> _latest = [];

    private AuthorityLedger(ClinicianFacts facts)
    {
        var own = facts.Authorities.Where(a => a.ClinicianId == facts.Id).OrderBy(a => a.Sequence).ToList();
        var latestOfNumber = own.GroupBy(Number).ToDictionary(g => g.Key, g => g.Last());
        var takenOver = own.Where(a => a.Supersedes is not null).GroupBy(a => a.Supersedes!.Value).ToDictionary(g => g.Key, g => g.Last());
        foreach (var authority in own) _latest[authority.Id] = LatestOf(authority, latestOfNumber, takenOver);
        Current = [.. own.Where(a => _latest[a.Id].Id == a.Id)];
    }

    /// <summary>The latest record of each licence: later ones with the same kind, profession, issuer and number take the place of earlier ones, or say whose they take.</summary>
    public ImmutableArray<Authority> Current { get; }

    public static AuthorityLedger Of(ClinicianFacts facts) => Made.GetValue(facts, static f => new(f));

    /// <summary>The record that counts where this one is named; null when it is none of the clinician's.</summary>
    public Authority? LatestOf(AuthorityId id) => _latest.GetValueOrDefault(id);

    private static (AuthorityKind, Profession, string, string) Number(Authority a) => (a.Kind, a.Profession, a.Issuer, a.Number);

    // Sequence only grows along the way, so it ends.
    private static Authority LatestOf(Authority authority, Dictionary<(AuthorityKind, Profession, string, string), Authority> ofNumber, Dictionary<AuthorityId, Authority> takenOver)
    {
        while (true)
        {
            var next = ofNumber[Number(authority)];
            if (next.Id == authority.Id && takenOver.TryGetValue(authority.Id, out var taker) && taker.Sequence > authority.Sequence) next = taker;
            if (next.Id == authority.Id) return authority;
            authority = next;
        }
    }
}
