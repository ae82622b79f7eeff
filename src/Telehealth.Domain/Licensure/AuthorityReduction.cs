using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>Which of a clinician's records bear on the states that the patient may be in, and under what terms the rules put them there.</summary>
internal static class AuthorityReduction
{
    public static List<AuthorityEvidence> Of(ClinicianFacts facts, LicensureQuestion question, LicensureEvidence evidence)
    {
        var bearing = new List<AuthorityEvidence>();
        var rules = RuleIndex.Of(question.Rules);
        foreach (var authority in AuthorityLedger.Of(facts).Current)
        {
            Add(bearing, new(authority, facts, question, rules, evidence, evidence.State!, evidence.Dates, null));
            foreach (var other in evidence.More!.Others)
            {
                if (!other.Dates.IsEmpty) Add(bearing, new(authority, facts, question, rules, evidence, other.State, other.Dates, other.State));
            }
        }

        return bearing;
    }

    private static void Add(List<AuthorityEvidence> bearing, HeldAgainst held)
    {
        switch (held.Authority.Kind)
        {
            case AuthorityKind.FullLicense:
                if (held.Named) bearing.Add(Evidence(held, IsPlain(held) ? null : Terms(held, null, null), null));
                else if (held.Privilege is { } compact) bearing.Add(Evidence(held, Terms(held, compact.Id, null), null));
                break;
            case AuthorityKind.MultistateLicense or AuthorityKind.CompactPrivilege or AuthorityKind.CompactAuthority:
                if (held.Named || held.Authority.Compact is not null) bearing.Add(Evidence(held, Terms(held, held.Authority.Compact, null), null));
                break;
            case AuthorityKind.TelehealthRegistration or AuthorityKind.LimitedPermit or AuthorityKind.Exemption:
                if (held.Named) AddOnPath(bearing, held);
                break;
        }
    }

    private static void AddOnPath(List<AuthorityEvidence> bearing, HeldAgainst held)
    {
        var path = PathOf(held);
        bearing.Add(Evidence(held, Terms(held, null, path), path));
    }

    /// <summary>The path that the record names, or the only one that there is; a record that could be on several is on none.</summary>
    private static AuthorityPath? PathOf(HeldAgainst held)
    {
        AuthorityPath? only = null;
        foreach (var path in held.Rules.Paths(held.State, held.Authority.Kind))
        {
            if (!path.Professions.Contains(held.Authority.Profession) || (held.Authority.Path is { } named && named != path.Id)) continue;
            if (only is not null) return null;
            only = path;
        }

        return only;
    }

    /// <summary>What most records are: a state's own licence, held against the attested state, with nothing more to ask.</summary>
    private static bool IsPlain(HeldAgainst held) =>
        held.Other is null && held.Authority is { Encumbrances.IsEmpty: true, DependsOn: null, RequiresClinicianIn.IsEmpty: true, Limit: null, Scope: PatientScope.Any };

    private static AuthorityEvidence Evidence(HeldAgainst held, AuthorityTerms? terms, AuthorityPath? path)
    {
        var a = held.Authority;
        var ends = PlaceDates.EndOf(path?.Until is { } until ? LocalDate.Min(a.ExpiresOn, until) : a.ExpiresOn, held.Dates);
        if (terms?.PrivilegeDates is not null) ends = Instant.Min(ends, PlaceDates.EndOfPrivilege(a.ExpiresOn));
        if (terms?.Home is { } home) ends = Instant.Min(ends, EndOfHome(home, held.Dates));
        return new(a.Id, a.Sequence, a.Kind, a.Profession, a.EffectiveOn, a.ExpiresOn, ends, a.BoardStatus, a.VerifiedOn) { Terms = terms };
    }

    private static Instant EndOfHome(HomeEvidence home, ImmutableArray<ZoneDates> dates)
    {
        var ends = PlaceDates.EndOf(home.ExpiresOn, dates);
        foreach (var state in home.States)
        {
            foreach (var zone in StateZones.Of(state)) ends = Instant.Min(ends, PlaceDates.EndOf(home.ExpiresOn, [new(zone.Id, default, default)]));
        }

        return ends;
    }

    private static AuthorityTerms Terms(HeldAgainst held, CompactId? compact, AuthorityPath? path)
    {
        var a = held.Authority;
        var home = a.DependsOn is { } id ? AuthorityLedger.Of(held.Facts).LatestOf(id) : null;
        var needsHome = a.DependsOn is not null || path is { NeedsHomeLicense: true } or { ClinicianInLicensedState: true }
            || a.Kind is AuthorityKind.CompactPrivilege or AuthorityKind.CompactAuthority;
        var compactTerms = compact is { } by ? CompactOf(held, by, home) : null;
        return new()
        {
            State = held.Other,
            Named = held.Named,
            Encumbered = !a.Encumbrances.IsEmpty,
            Compact = compactTerms,
            Path = path is null ? null : new(path.Id, path.From, path.Until),
            NeedsHome = needsHome,
            Home = needsHome && home is not null ? HomeOf(home, held) : null,
            ClinicianIn = ClinicianIn(a, path, home),
            NeedsJustification = a.Kind is AuthorityKind.Exemption || path is { NeedsJustification: true },
            Scope = a.Scope,
            PathScope = path?.Scope ?? PatientScope.Any,
            Usage = UsageOf(held, path),
            PrivilegeDates = a.Kind is AuthorityKind.CompactPrivilege ? PlaceDates.OfPrivilege(held.Evidence.StartsAt, held.Evidence.ExpectedEnd) : null,
            RulesAsOf = path?.Provenance.AsOf ?? (compact is { } of ? held.Rules.Member(of, held.State)?.Provenance.AsOf : null),
        };
    }

    /// <summary>A commission's authority holds only in the home state; a path may ask the same.</summary>
    private static ImmutableArray<string> ClinicianIn(Authority authority, AuthorityPath? path, Authority? home) =>
        !authority.RequiresClinicianIn.IsEmpty ? authority.RequiresClinicianIn
        : authority.Kind is AuthorityKind.CompactAuthority || path is { ClinicianInLicensedState: true } ? home?.Jurisdictions ?? []
        : [];

    private static CompactTerms? CompactOf(HeldAgainst held, CompactId id, Authority? home)
    {
        var a = held.Authority;

        // In its own home state a multistate licence is that state's licence.
        var homeState = home?.Jurisdictions is [var of, ..] ? of : a.Kind is AuthorityKind.MultistateLicense or AuthorityKind.FullLicense && a.Jurisdictions is [var only] ? only : null;
        if (a.Kind is AuthorityKind.MultistateLicense && held.Named) return null;
        var rule = held.Rules.Compact(id);
        return new(
            id, rule is not null, rule?.Mechanism ?? default, rule?.Professions.Contains(a.Profession) ?? false, rule?.Operational ?? false,
            Membership(held.Rules, id, held.State), homeState is null ? null : Membership(held.Rules, id, homeState));
    }

    private static MembershipTerms Membership(RuleIndex rules, CompactId id, string state) =>
        rules.Member(id, state) is { } member ? new(true, member.EnactedOn, member.IssuingFrom) : new(false, null, null);

    private static HomeEvidence HomeOf(Authority home, HeldAgainst held)
    {
        var (starts, ends) = (held.FirstDay, held.LastDay);
        foreach (var state in home.Jurisdictions)
        {
            foreach (var there in PlaceDates.Of(state, null, held.Evidence.StartsAt, held.Evidence.ExpectedEnd))
                (starts, ends) = (LocalDate.Min(starts, there.StartsOn), LocalDate.Max(ends, there.EndsOn));
        }

        return new(
            home.Id, home.Kind, home.Profession, home.Jurisdictions, home.EffectiveOn, home.ExpiresOn, home.BoardStatus, home.VerifiedOn,
            !home.Encumbrances.IsEmpty, starts, ends);
    }

    private static ImmutableArray<UsageEvidence> UsageOf(HeldAgainst held, AuthorityPath? path)
    {
        var a = held.Authority;
        var own = a.Limit is { } limit ? UsageCounting.Count(limit, a, null, held.Question, held.Facts, held.FirstDay, held.LastDay) : null;
        var law = path?.Limit is { } of ? UsageCounting.Count(of, a, held.State, held.Question, held.Facts, held.FirstDay, held.LastDay) : null;
        return (own, law) switch { (null, null) => [], (null, _) => [law!], (_, null) => [own], _ => [own, law] };
    }
}
