using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Consent;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Tests.Visits;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Consent;

/// <summary>Rules of the scenes: in Utah emancipated, married, military, and homeless from 15; in Idaho a guardian or an emergency; in Arizona an identified guardian.</summary>
public sealed class MinorBasisTests
{
    private static readonly InvitedParticipant InvitedGuardian = new(Guardian, ParticipantRole.Guardian, null, "Gil");
    private static readonly InvitedParticipant InvitedInterpreter = new(Interpreter, ParticipantRole.Interpreter, null, "Ana");

    [Fact]
    public void A_basis_that_no_rule_of_the_place_knows_is_refused()
    {
        var scene = Minor(2012);
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.SelfConsentByStateLaw)).Refused(RefusalCode.Invalid);
        Assert.Null(scene.Visit.MinorBasis);
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated)).Did<MinorBasisRecorded>();
    }

    [Theory]
    [InlineData(2011, true)] // 15
    [InlineData(2012, false)]
    public void A_basis_has_its_age(int born, bool holds)
    {
        var answer = Minor(born).Do(DrAda, new RecordMinorBasis(MinorBasis.Homeless));
        if (holds) answer.Did<MinorBasisRecorded>();
        else answer.Refused(RefusalCode.Invalid);
    }

    [Theory]
    [InlineData(2010)]
    [InlineData(2012)]
    public void What_is_offered_is_what_is_accepted(int born)
    {
        foreach (var (state, candidates) in new[] { ("UT", new[] { "UT" }), ("ID", ["ID"]), ("UT", ["ID", "UT"]), ("WA", ["WA"]) })
        {
            var scene = Minor(born, state, Law.Device(candidates[0], candidates));
            var offered = MinorBases.Offered(scene.Visit, scene.Facts, scene.Now);
            var accepted = Enum.GetValues<MinorBasis>().Where(b => VisitRules.Decide(scene.Visit, new RecordMinorBasis(b), DrAda, scene.Facts, scene.Now).Refusal is null);
            Assert.Equal(accepted, offered);
            Assert.Contains(MinorBasis.GuardianConsented, offered);
        }
    }

    [Fact]
    public void A_thirteen_year_old_in_Clarkston_who_may_be_in_Lewiston_waits_for_what_Idaho_asks_for()
    {
        // 13 is enough in Washington; in Idaho a guardian consents.
        var scene = Minor(2013, "WA", DeviceLocator.Locate(46.4163, -117.0452, 30, default), "WA");
        scene.Licensed(Clinician(Ada, "WA", "ID"));
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.SelfConsentByStateLaw)).Refused(RefusalCode.Invalid);
        Assert.Equal([MinorBasis.GuardianConsented], MinorBases.Offered(scene.Visit, scene.Facts, scene.Now).AsEnumerable());

        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        Assert.Equal(["ID", "WA"], scene.Last.Evaluation!.Candidates.AsEnumerable());
        Assert.Equal(
            [new Reason(ReasonCode.GuardianConsentRequired, ReasonSeverity.Hold, "ID"), new(ReasonCode.GuardianConsentRequired, ReasonSeverity.Hold, "WA")],
            scene.Last.Evaluation.Reasons.Where(r => r.Severity is ReasonSeverity.Hold));

        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.GuardianConsented)).Did<MinorBasisRecorded>();
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();

        // Recorded while only Washington was in question, the minor's own word holds there and not across the bridge.
        var alone = Minor(2013, "WA", null, "WA");
        alone.Licensed(Clinician(Ada, "WA", "ID"));
        alone.Do(DrAda, new RecordMinorBasis(MinorBasis.SelfConsentByStateLaw)).Did<MinorBasisRecorded>();
        alone.Do(ThePatient, new UpdateLocation(In("WA") with { Device = DeviceLocator.Locate(46.4163, -117.0452, 30, default) }, StatedBy.Patient));
        alone.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        Assert.Equal(
            [new Reason(ReasonCode.GuardianConsentRequired, ReasonSeverity.Hold, "ID")], alone.Last.Evaluation!.Reasons.Where(r => r.Severity is ReasonSeverity.Hold));
    }

    [Fact]
    public void Nothing_is_offered_to_an_adult_or_to_somebody_of_whom_age_or_place_are_unknown()
    {
        var adult = Scene.Waiting();
        Assert.Empty(MinorBases.Offered(adult.Visit, adult.Facts, adult.Now));
        var nowhere = Scene.Identified();
        nowhere.Born(2012, 1, 1);
        Assert.Empty(MinorBases.Offered(nowhere.Visit, nowhere.Facts, nowhere.Now));
    }

    [Fact]
    public void Nothing_is_recorded_for_an_adult_or_for_somebody_of_whom_age_or_place_are_unknown()
    {
        Scene.Waiting().Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated)).Refused(RefusalCode.Invalid);

        var nowhere = Scene.Identified();
        nowhere.Born(2012, 1, 1);
        nowhere.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated)).Refused(RefusalCode.CheckInIncomplete);

        var ageless = Scene.Waiting();
        ageless.Facts = ageless.Facts with { Patient = ageless.Facts.Patient with { BirthDate = null } };
        ageless.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated)).Refused(RefusalCode.CheckInIncomplete);
    }

    [Fact]
    public void A_basis_that_held_where_the_patient_was_does_not_hold_where_they_went()
    {
        var scene = Minor(2012);
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated));
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
        scene.Do(ThePatient, new UpdateLocation(In("ID"), StatedBy.Patient)).Evaluated(Verdict.Hold);
        Assert.Contains(ReasonCode.GuardianConsentRequired, scene.Last.Reasons());
        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureHold);
    }

    [Fact]
    public void In_Arizona_the_visit_waits_until_the_clinician_knows_the_guardian()
    {
        var scene = InArizona();
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.GuardianIdRequired, scene.Last.Reasons());

        scene.Do(DrAda, new VerifyGuardian(Guardian, GuardianIdMethod.PhotoIdShown)).Did<GuardianIdentityVerified>();
        Assert.Empty(scene.Do(DrAda, new VerifyGuardian(Guardian, GuardianIdMethod.PhotoIdShown)).Events);
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
    }

    [Fact]
    public void Only_the_guardian_who_consented_counts_as_verified()
    {
        var scene = InArizona();
        scene.Do(DrAda, new VerifyGuardian(null, GuardianIdMethod.KnownToClinic)).Did<GuardianIdentityVerified>();
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        scene.Do(DrAda, new VerifyGuardian(Interpreter, GuardianIdMethod.KnownToClinic)).Refused(RefusalCode.Invalid);
    }

    [Fact]
    public void A_guardian_on_the_phone_is_verified_without_a_place_in_the_visit()
    {
        var scene = Minor(2015, "AZ");
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.GuardianConsented)).Did<MinorBasisRecorded>();
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        scene.Do(DrAda, new VerifyGuardian(null, GuardianIdMethod.DocumentsOnFile)).Did<GuardianIdentityVerified>();
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
    }

    [Fact]
    public void Where_a_minor_decides_alone_guardians_are_out_and_their_links_with_them()
    {
        var before = Minor(2012, "UT", InvitedGuardian, InvitedInterpreter);
        before.Do(TheGuardian, new IdentifyParticipant(Guardian, IdentityMethod.GuestName, false));
        var (was, answer) = (before.Visit, before.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated)));

        Assert.Equal(Guardian, answer.Events.OfType<ParticipantRemoved>().Single().ParticipantId);
        var effects = VisitEffects.Of(was, answer.Events, before.Visit);
        Assert.Contains(new RevokeLink(Guardian), effects);
        Assert.Contains(new EndSession(Guardian), effects);
        Assert.DoesNotContain(effects, e => e is Notice);
        Assert.DoesNotContain(Audience.Entitled(before.Visit), a => a.Participant == Guardian);
        before.Do(TheGuardian, new GetRoomGrant()).Refused(RefusalCode.NotAllowed);
        before.Do(TheGuardian, new ConsentAsGuardian(GoodConsent)).Refused(RefusalCode.NotAllowed);
        Assert.Equal(1, BoardRows.Of(before.Visit, Views.Marked.Facts).Others);
    }

    [Fact]
    public void Staff_may_let_a_guardian_stay_or_come_and_that_guardian_does_not_take_the_basis_over()
    {
        var scene = Minor(2012, "UT", InvitedGuardian);
        scene.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated) { KeepGuardian = true }).Did<MinorBasisRecorded>();
        Assert.DoesNotContain(scene.Last.Events, e => e is ParticipantRemoved);
        scene.Do(TheGuardian, new IdentifyParticipant(Guardian, IdentityMethod.GuestName, false));
        scene.Do(TheGuardian, new ConsentAsGuardian(GoodConsent)).Did<ConsentGiven>();
        Assert.Equal(MinorBasis.Emancipated, scene.Visit.MinorBasis);

        var later = Minor(2012);
        later.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated));
        later.Do(FrontDesk, new InviteParticipant(InvitedGuardian)).Did<ParticipantInvited>();
    }

    [Theory]
    [InlineData(MinorBasis.GuardianConsented)]
    [InlineData(MinorBasis.Emergency)]
    public void On_any_other_basis_guardians_stay(MinorBasis basis)
    {
        var scene = Minor(2012, "ID", InvitedGuardian);
        scene.Do(DrAda, new RecordMinorBasis(basis)).Did<MinorBasisRecorded>();
        Assert.DoesNotContain(scene.Last.Events, e => e is ParticipantRemoved);
    }

    [Fact]
    public void No_guardian_hears_of_the_basis_its_withdrawal_or_the_emergency_contact()
    {
        var guardian = Audience.Of(new Participant(Guardian, ParticipantRole.Guardian, ParticipantState.Admitted));
        Assert.Empty(EventViews.For(
            [new MinorBasisRecorded(MinorBasis.SelfConsentByStateLaw, null), new GuardianIdentityVerified(null, GuardianIdMethod.PhotoIdShown, Ada), new ConsentWithdrawn(Patient), new AlertRaised(VisitAlert.ConsentWithdrawn)],
            guardian));
    }

    private static Scene Minor(int born, string state, DeviceLocation? device, params string[] more)
    {
        var scene = Minor(born);
        scene.Facts = scene.Facts with { Clinic = scene.Facts.Clinic with { Rules = SampleRules.Minors with { Hash = new string('2', 64), Minors = [.. SampleRules.Minors.Minors, .. SampleRules.Washington] } } };
        scene.Licensed(Clinician(Ada, ["UT", "ID", "AZ", .. more]));
        scene.Do(ThePatient, new UpdateLocation(In(state) with { Device = device }, StatedBy.Patient));
        return scene;
    }

    private static Scene Minor(int born, string state = "UT", params InvitedParticipant[] others)
    {
        var scene = Scene.Identified(others);
        scene.Licensed(Clinician(Ada, "UT", "ID", "AZ"));
        scene.Born(born, 1, 1);
        scene.Here(Patient);
        scene.Do(ThePatient, GoodCheckIn with { Location = In(state) });
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        return scene;
    }

    private static Scene InArizona()
    {
        var scene = Minor(2015, "AZ", InvitedGuardian, InvitedInterpreter);
        scene.Do(TheGuardian, new IdentifyParticipant(Guardian, IdentityMethod.GuestName, false));
        scene.Do(TheGuardian, new ConsentAsGuardian(GoodConsent)).Did<MinorBasisRecorded>();
        return scene;
    }
}
