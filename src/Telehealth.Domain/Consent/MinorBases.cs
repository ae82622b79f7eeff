using System.Collections.Immutable;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Consent;

/// <summary>What a clinician may choose from for a minor.</summary>
public static class MinorBases
{
    /// <summary>The bases that RecordMinorBasis would accept now, in every place where the patient may be; none for adults, and while age or place are unknown.</summary>
    public static ImmutableArray<MinorBasis> Offered(Visit visit, VisitFacts facts, Instant now) =>
        MinorFacts.QuestionOf(visit, facts, visit.ClinicianId, now) is { } asked && !MinorConsent.Decide(facts.Clinic.Rules.Minors, asked).IsEmpty
            ? MinorConsent.Offered(facts.Clinic.Rules.Minors, asked)
            : [];
}
