using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Records;

/// <summary>The terms of an authority as records hold them; absent where there are none.</summary>
internal static class TermsFields
{
    public static void Write(CanonicalWriter w, AuthorityTerms t)
    {
        w.BeginObject().Field("state"u8, t.State).Field("named"u8, t.Named).Field("encumbered"u8, t.Encumbered).Name("compact"u8);
        if (t.Compact is { } compact) Write(w, compact);
        else w.Null();

        w.Name("path"u8);
        if (t.Path is not { } path) w.Null();
        else w.BeginObject().Field("id"u8, path.Id).Field("from"u8, path.From).Field("until"u8, path.Until).EndObject();
        w.Field("needsHome"u8, t.NeedsHome).Name("home"u8);
        if (t.Home is { } home) Write(w, home);
        else w.Null();

        w.Field("clinicianIn"u8, t.ClinicianIn).Field("needsJustification"u8, t.NeedsJustification).Field("scope"u8, t.Scope)
            .Field("pathScope"u8, t.PathScope).Name("usage"u8).BeginArray();
        foreach (var usage in t.Usage)
        {
            w.BeginObject().Field("unit"u8, usage.Unit).Field("max"u8, usage.Max).Field("used"u8, usage.Used).Field("adds"u8, usage.Adds)
                .Field("open"u8, usage.Open).EndObject();
        }

        w.EndArray().Name("privilegeDates"u8);
        if (t.PrivilegeDates is { } dates) WiderFields.Write(w, dates);
        else w.Null();
        w.Field("rulesAsOf"u8, t.RulesAsOf).EndObject();
    }

    public static AuthorityTerms Read(FieldReader r) => new()
    {
        State = r.TextOrNull("state"),
        Named = r.Flag("named"),
        Encumbered = r.Flag("encumbered"),
        Compact = r.IsNull("compact") ? null : ReadCompact(r.Object("compact")),
        Path = r.IsNull("path") ? null : ReadPath(r.Object("path")),
        NeedsHome = r.Flag("needsHome"),
        Home = r.IsNull("home") ? null : ReadHome(r.Object("home")),
        ClinicianIn = r.Texts("clinicianIn"),
        NeedsJustification = r.Flag("needsJustification"),
        Scope = r.Enum<PatientScope>("scope"),
        PathScope = r.Enum<PatientScope>("pathScope"),
        Usage = r.Objects("usage", u => new UsageEvidence(u.Enum<UsageUnit>("unit"), u.Int("max"), u.IntOrNull("used"), u.Int("adds"), u.Flag("open"))),
        PrivilegeDates = r.IsNull("privilegeDates") ? null : WiderFields.ReadDates(r.Object("privilegeDates")),
        RulesAsOf = r.DateOrNull("rulesAsOf"),
    };

    private static void Write(CanonicalWriter w, CompactTerms c)
    {
        w.BeginObject().Field("id"u8, c.Id).Field("known"u8, c.Known).Field("mechanism"u8, c.Mechanism).Field("covers"u8, c.Covers)
            .Field("operational"u8, c.Operational).Field("listed"u8, c.Here.Listed).Field("enactedOn"u8, c.Here.EnactedOn).Field("issuingFrom"u8, c.Here.IssuingFrom).Name("home"u8);
        if (c.Home is not { } home) w.Null();
        else w.BeginObject().Field("listed"u8, home.Listed).Field("enactedOn"u8, home.EnactedOn).Field("issuingFrom"u8, home.IssuingFrom).EndObject();
        w.EndObject();
    }

    private static void Write(CanonicalWriter w, HomeEvidence h) =>
        w.BeginObject().Field("id"u8, h.Id.Value).Field("kind"u8, h.Kind).Field("profession"u8, h.Profession).Field("states"u8, h.States)
            .Field("effectiveOn"u8, h.EffectiveOn).Field("expiresOn"u8, h.ExpiresOn).Field("boardStatus"u8, h.BoardStatus)
            .Field("verifiedOn"u8, h.VerifiedOn).Field("encumbered"u8, h.Encumbered).Field("startsOn"u8, h.StartsOn).Field("endsOn"u8, h.EndsOn).EndObject();

    private static CompactTerms ReadCompact(FieldReader r) => new(
        r.Enum<CompactId>("id"), r.Flag("known"), r.Enum<CompactMechanism>("mechanism"), r.Flag("covers"), r.Flag("operational"), ReadMembership(r),
        r.IsNull("home") ? null : ReadMembership(r.Object("home")));

    private static MembershipTerms ReadMembership(FieldReader r) => new(r.Flag("listed"), r.DateOrNull("enactedOn"), r.DateOrNull("issuingFrom"));

    private static PathTerms ReadPath(FieldReader r) => new(r.Text("id"), r.DateOrNull("from"), r.DateOrNull("until"));

    private static HomeEvidence ReadHome(FieldReader r) => new(
        new(r.Id("id")), r.Enum<AuthorityKind>("kind"), r.Enum<Profession>("profession"), r.Texts("states"), r.Date("effectiveOn"), r.Date("expiresOn"),
        r.Enum<BoardStatus>("boardStatus"), r.DateOrNull("verifiedOn"), r.Flag("encumbered"), r.Date("startsOn"), r.Date("endsOn"));
}
