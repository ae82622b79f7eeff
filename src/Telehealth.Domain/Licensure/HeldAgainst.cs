using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Licensure;

/// <summary>One record, one state that the patient may be in, and all that bears on the two.</summary>
/// <param name="Other">The state again, where it is not the attested one.</param>
internal readonly record struct HeldAgainst(
    Authority Authority, ClinicianFacts Facts, LicensureQuestion Question, RuleIndex Rules, LicensureEvidence Evidence,
    string State, ImmutableArray<ZoneDates> Dates, string? Other)
{
    /// <summary>A multistate licence is the licence of its one home state; elsewhere its compact speaks for it.</summary>
    public bool Named
    {
        get
        {
            if (Authority.Kind is AuthorityKind.MultistateLicense) return Authority.Jurisdictions is [var home] && home == State;
            foreach (var state in Authority.Jurisdictions)
            {
                if (state == State) return true;
            }

            return false;
        }
    }

    /// <summary>The compact by which this licence's holder could buy a privilege here.</summary>
    public CompactRule? Privilege => Authority.Jurisdictions is [var home] ? Rules.PrivilegeBetween(home, State, Authority.Profession) : null;

    public LocalDate FirstDay
    {
        get
        {
            var first = Dates[0].StartsOn;
            foreach (var local in Dates) first = LocalDate.Min(first, local.StartsOn);
            return first;
        }
    }

    public LocalDate LastDay
    {
        get
        {
            var last = Dates[0].EndsOn;
            foreach (var local in Dates) last = LocalDate.Max(last, local.EndsOn);
            return last;
        }
    }
}
