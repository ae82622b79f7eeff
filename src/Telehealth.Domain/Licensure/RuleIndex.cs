using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using NodaTime;

namespace Telehealth.Domain.Licensure;

/// <summary>A rule set by what decisions ask of it. Made once for each.</summary>
internal sealed class RuleIndex
{
    private static readonly ConditionalWeakTable<RuleSet, RuleIndex> Made = [];

    private readonly FrozenDictionary<(string State, AuthorityKind Kind), ImmutableArray<AuthorityPath>> _paths;
    private readonly FrozenDictionary<CompactId, CompactRule> _compacts;
    private readonly FrozenDictionary<(CompactId Id, string State), CompactMember> _members;
    private readonly ImmutableArray<CompactRule> _privileges;
    private readonly ImmutableArray<Flexibility> _flexibilities;

    private RuleIndex(RuleSet rules)
    {
        _paths = rules.Paths.Where(p => p.Provenance.Confidence is not RuleConfidence.Unconfirmed).GroupBy(p => (p.State, p.Kind))
            .ToFrozenDictionary(g => g.Key, g => g.OrderBy(p => p.Id, StringComparer.Ordinal).ToImmutableArray());
        _compacts = rules.Compacts.ToFrozenDictionary(c => c.Id);
        _members = rules.Compacts.SelectMany(c => c.Members.Where(m => m.Provenance.Confidence is not RuleConfidence.Unconfirmed).Select(m => (c.Id, Member: m)))
            .ToFrozenDictionary(m => (m.Id, m.Member.State), m => m.Member);
        _privileges = [.. rules.Compacts.Where(c => c.Mechanism is CompactMechanism.StatePrivilege)];
        _flexibilities = [.. rules.Flexibilities.Where(f => f.Provenance.Confidence is not RuleConfidence.Unconfirmed)];
    }

    public static RuleIndex Of(RuleSet rules) => Made.GetValue(rules, static r => new(r));

    public ImmutableArray<AuthorityPath> Paths(string state, AuthorityKind kind) => _paths.TryGetValue((state, kind), out var found) ? found : [];

    public CompactRule? Compact(CompactId id) => _compacts.GetValueOrDefault(id);

    public CompactMember? Member(CompactId id, string state) => _members.GetValueOrDefault((id, state));

    /// <summary>The compact by which someone licensed in one state could buy a privilege for another; null where there is none.</summary>
    public CompactRule? PrivilegeBetween(string home, string state, Profession profession)
    {
        foreach (var compact in _privileges)
        {
            if (compact.Operational && compact.Professions.Contains(profession) && Member(compact.Id, home)?.IssuingFrom is not null
                && Member(compact.Id, state)?.IssuingFrom is not null) return compact;
        }

        return null;
    }

    /// <summary>Last day of the flexibility that is in force the longest for a profession, once it is near enough to be warned of; null otherwise.</summary>
    public LocalDate? FlexibilityEnd(Profession profession, LocalDate on)
    {
        Flexibility? longest = null;
        foreach (var rule in _flexibilities)
        {
            if (rule.From <= on && (rule.Professions.IsDefaultOrEmpty || rule.Professions.Contains(profession)) && (longest is null || rule.Until > longest.Until)) longest = rule;
        }

        return longest is not null && longest.Warns(on, profession) ? longest.Until : null;
    }
}
