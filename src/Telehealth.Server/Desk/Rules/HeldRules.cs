using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Storage.Model;

namespace Telehealth.Server.Desk.Rules;

/// <summary>
/// The rules of this process, with the served states and the policy of its settings. Several nodes may be started with different ones; the last
/// that started put its own in force, and a node that holds others decides nothing.
/// </summary>
internal sealed class HeldRules
{
    public HeldRules(LoadedRules loaded, IOptions<ClinicOptions> clinic, VisitPolicy policy)
    {
        Loaded = loaded;
        Served = clinic.Value.ServedStates is { Length: > 0 } named ? [.. named] : loaded.Set.ServedStates;

        // A record's ToString names every member with its value, in order: any change of a number is another version.
        Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', Served)};{policy};{loaded.Hash}")))[..12];
    }

    public LoadedRules Loaded { get; }

    /// <summary>Of <c>Clinic:ServedStates</c>, else of the rule files.</summary>
    public ImmutableSortedSet<string> Served { get; }

    /// <summary>What a version ends in: everything that a decision rests on besides the clinic's people.</summary>
    public string Fingerprint { get; }

    public RuleSet InForce(string version) => Loaded.Set with { Version = version, ServedStates = Served };

    public bool AreThoseOf(RuleSetRow row) => row.Version.EndsWith($"-{Fingerprint}", StringComparison.Ordinal);

    /// <exception cref="OtherRulesException">Other rules are in force than this process holds.</exception>
    public void Require(RuleSetRow row)
    {
        if (!AreThoseOf(row)) throw new OtherRulesException(row.Version, Fingerprint);
    }
}

/// <summary>To callers it is UNAVAILABLE: another node answers, or this one once it was started with the same files.</summary>
internal sealed class OtherRulesException(string inForce, string held)
    : StorageUnavailableException($"The rules in force are {inForce}, and this process holds {held}: it decides nothing until it is started with the same rule files and settings.");
