using Telehealth.Domain.Licensure;

namespace Telehealth.Domain.Records;

/// <summary>A licensure decision as its record holds it: all that <see cref="LicensureEngine.Replay"/> needs to make it again.</summary>
internal static class EvaluationFields
{
    public static void Write(CanonicalWriter w, LicensureDecision decision)
    {
        w.Field("purpose"u8, decision.Purpose).Field("basis"u8, decision.Basis).Field("verdict"u8, decision.Verdict);
        w.Name("findings"u8).BeginArray();
        foreach (var reason in decision.Reasons)
        {
            w.BeginObject().Field("code"u8, reason.Code.ToWire()).Field("severity"u8, reason.Severity).Field("subject"u8, reason.Subject).EndObject();
        }

        w.EndArray().Field("clinicianId"u8, decision.ClinicianId?.Value).Field("jurisdiction"u8, decision.Jurisdiction)
            .Field("authorityId"u8, decision.AuthorityId?.Value).Field("candidates"u8, decision.Candidates)
            .Field("decidedAt"u8, decision.DecidedAt).Field("validUntil"u8, decision.ValidUntil)
            .Field("rulesVersion"u8, decision.RulesVersion).Name("evidence"u8);
        Write(w, decision.Evidence);
    }

    public static LicensureDecision Read(FieldReader r) => new()
    {
        Purpose = r.Enum<DecisionPurpose>("purpose"),
        Basis = r.Enum<DecisionBasis>("basis"),
        Verdict = r.Enum<Verdict>("verdict"),
        Reasons = r.Objects("findings", f => new Reason(f.Wire<ReasonCode>("code"), f.Enum<ReasonSeverity>("severity"), f.TextOrNull("subject"))),
        ClinicianId = r.IdOrNull("clinicianId") is { } clinician ? new StaffId(clinician) : null,
        Jurisdiction = r.TextOrNull("jurisdiction"),
        AuthorityId = r.IdOrNull("authorityId") is { } authority ? new AuthorityId(authority) : null,
        Candidates = r.Texts("candidates"),
        DecidedAt = r.Time("decidedAt"),
        ValidUntil = r.Time("validUntil"),
        RulesVersion = r.Text("rulesVersion"),
        Evidence = ReadEvidence(r.Object("evidence")),
    };

    private static void Write(CanonicalWriter w, LicensureEvidence e)
    {
        w.BeginObject().Field("country"u8, e.Country).Field("state"u8, e.State).Field("attestedAt"u8, e.AttestedAt)
            .Field("attestationSequence"u8, e.AttestationSequence).Field("startsAt"u8, e.StartsAt).Field("expectedEnd"u8, e.ExpectedEnd);
        w.Name("dates"u8).BeginArray();
        foreach (var dates in e.Dates) WiderFields.Write(w, dates);

        w.EndArray().Field("timeZoneVersion"u8, e.TimeZoneVersion).Field("patientAge"u8, e.PatientAge)
            .Field("minorBasisRecorded"u8, e.MinorBasisRecorded).Field("consentGiven"u8, e.ConsentGiven)
            .Field("identityVerified"u8, e.IdentityVerified).Field("servedStates"u8, e.ServedStates);
        w.Name("clinicians"u8).BeginArray();
        foreach (var clinician in e.Clinicians) Write(w, clinician);

        w.EndArray().Field("cliniciansConsidered"u8, e.CliniciansConsidered).Name("numbers"u8).BeginObject()
            .Field("attestationMaxAgeSeconds"u8, e.Numbers.AttestationMaxAgeSeconds).Field("verifiedWithinDays"u8, e.Numbers.VerifiedWithinDays)
            .Field("expiringWithinDays"u8, e.Numbers.ExpiringWithinDays).EndObject().Field("fault"u8, e.Fault);
        if (e.More is { } more)
        {
            w.Name("more"u8);
            WiderFields.Write(w, more);
        }

        WriteMinors(w, e);
        w.EndObject();
    }

    /// <summary>Written only where there is something to say, so that older records keep their bytes.</summary>
    private static void WriteMinors(CanonicalWriter w, LicensureEvidence e)
    {
        if (e.Minors is not { } minors) return;
        w.Name("minors"u8).BeginArray();
        foreach (var m in minors)
        {
            w.BeginObject().Field("state"u8, m.State).Field("age"u8, m.Age).Field("rule"u8, m.RuleId).Field("holds"u8, m.Holds)
                .Field("guardianIdNeeded"u8, m.GuardianIdNeeded).Field("stale"u8, m.Stale).EndObject();
        }

        w.EndArray();
    }

    private static MinorFinding ReadMinor(FieldReader r) =>
        new(r.Text("state"), r.Int("age"), r.TextOrNull("rule"), r.Flag("holds"), r.Flag("guardianIdNeeded"), r.Flag("stale"));

    private static void Write(CanonicalWriter w, ClinicianEvidence clinician)
    {
        w.BeginObject().Field("clinicianId"u8, clinician.ClinicianId.Value).Field("profession"u8, clinician.Profession)
            .Field("active"u8, clinician.Active).Field("factsVersion"u8, clinician.FactsVersion).Name("authorities"u8).BeginArray();
        foreach (var a in clinician.Authorities)
        {
            w.BeginObject().Field("id"u8, a.Id.Value).Field("sequence"u8, a.Sequence).Field("kind"u8, a.Kind).Field("profession"u8, a.Profession)
                .Field("effectiveOn"u8, a.EffectiveOn).Field("expiresOn"u8, a.ExpiresOn).Field("endsAt"u8, a.EndsAt)
                .Field("boardStatus"u8, a.BoardStatus).Field("verifiedOn"u8, a.VerifiedOn);
            if (a.Terms is { } terms)
            {
                w.Name("terms"u8);
                TermsFields.Write(w, terms);
            }

            w.EndObject();
        }

        w.EndArray().EndObject();
    }

    private static LicensureEvidence ReadEvidence(FieldReader r) => new()
    {
        Country = r.TextOrNull("country"),
        State = r.TextOrNull("state"),
        AttestedAt = r.TimeOrNull("attestedAt"),
        AttestationSequence = r.Int("attestationSequence"),
        StartsAt = r.Time("startsAt"),
        ExpectedEnd = r.Time("expectedEnd"),
        Dates = r.Objects("dates", WiderFields.ReadDates),
        TimeZoneVersion = r.Text("timeZoneVersion"),
        PatientAge = r.IntOrNull("patientAge"),
        MinorBasisRecorded = r.Flag("minorBasisRecorded"),
        ConsentGiven = r.Flag("consentGiven"),
        IdentityVerified = r.Flag("identityVerified"),
        ServedStates = r.Texts("servedStates"),
        Clinicians = r.Objects("clinicians", ReadClinician),
        CliniciansConsidered = r.Int("cliniciansConsidered"),
        Numbers = ReadNumbers(r.Object("numbers")),
        Fault = r.TextOrNull("fault"),
        More = r.Has("more") ? WiderFields.Read(r.Object("more")) : null,
        Minors = r.Has("minors") ? r.Objects("minors", ReadMinor) : null,
    };

    private static LicensureNumbers ReadNumbers(FieldReader r) =>
        new(r.Long("attestationMaxAgeSeconds"), r.Int("verifiedWithinDays"), r.Int("expiringWithinDays"));

    private static ClinicianEvidence ReadClinician(FieldReader r) => new(
        new(r.Id("clinicianId")), r.Enum<Profession>("profession"), r.Flag("active"), r.Long("factsVersion"), r.Objects("authorities", ReadAuthority));

    private static AuthorityEvidence ReadAuthority(FieldReader r) => new(
        new(r.Id("id")), r.Long("sequence"), r.Enum<AuthorityKind>("kind"), r.Enum<Profession>("profession"), r.Date("effectiveOn"),
        r.Date("expiresOn"), r.Time("endsAt"), r.Enum<BoardStatus>("boardStatus"), r.DateOrNull("verifiedOn"))
    {
        Terms = r.Has("terms") ? TermsFields.Read(r.Object("terms")) : null,
    };
}
