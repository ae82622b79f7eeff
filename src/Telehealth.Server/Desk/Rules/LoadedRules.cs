using System.Collections.Immutable;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;

namespace Telehealth.Server.Desk.Rules;

/// <summary>The rules that this process holds: those in force, once the database agrees (<see cref="RulesInForce"/>).</summary>
/// <param name="Set">The rows in force. Its version is told by the database only.</param>
/// <param name="Rows">Every row of every file, those not in force included, in the files' order.</param>
internal sealed record LoadedRules(RuleSet Set, ConsentTexts Texts, ImmutableArray<RuleRow> Rows, ImmutableArray<RuleFile> Files)
{
    public string Hash => Set.Hash;
}

/// <summary>What came of reading: rules, or all that is wrong with them.</summary>
internal sealed record ReadRules(LoadedRules? Rules, ImmutableArray<RuleProblem> Problems);
