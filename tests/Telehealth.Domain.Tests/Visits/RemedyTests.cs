using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

/// <summary>What a device says, what a clinician can settle on the spot, and what a start uses up.</summary>
public sealed class RemedyTests
{
    private static DeviceLocation Told(Instant at, params string[] candidates) => Law.Device(candidates[0], candidates) with { At = at };

    private static Scene Bordering(params string[] candidates)
    {
        var scene = Scene.Identified();
        scene.Here(Patient);
        scene.Do(ThePatient, GoodCheckIn with { Location = In("UT") with { Device = Told(scene.Now, candidates) } });
        scene.Licensed(Clinician(Ada, "UT"));
        return scene;
    }

    [Fact]
    public void A_device_near_a_border_holds_the_admit_until_the_clinician_confirmed_the_address()
    {
        var scene = Bordering("ID", "UT");

        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.GeoAmbiguousBorder, scene.Last.Reasons());
        scene.Do(DrAda, new ConfirmLocation(ConfirmationMethod.ByPhone, "read out the street sign")).Did<LocationConfirmed>();
        scene.Last.Evaluated(Verdict.Allow);
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
    }

    [Fact]
    public void A_new_statement_needs_a_new_confirmation_and_does_not_silence_the_device()
    {
        var scene = Bordering("ID", "UT");
        scene.Do(DrAda, new ConfirmLocation(ConfirmationMethod.ByPhone)).Did<LocationConfirmed>();

        scene.Do(ThePatient, new UpdateLocation(In("UT"), Telehealth.Domain.CheckIn.StatedBy.Patient));
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureHold);
        scene.Pass(11);
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
    }

    [Fact]
    public void What_the_front_desks_own_device_says_is_nothing_of_the_patient()
    {
        var scene = Scene.Identified();
        scene.Do(FrontDesk, GoodCheckIn with { StatedBy = Telehealth.Domain.CheckIn.StatedBy.ByStaff, Location = In("UT") with { Device = Told(scene.Now, "CA") } });

        Assert.Null(scene.Visit.Device);
        scene.Last.Evaluated(Verdict.Allow);
    }

    [Fact]
    public void A_place_without_an_address_cannot_be_confirmed()
    {
        var scene = Scene.Identified();
        scene.Do(ThePatient, GoodCheckIn with { Location = In("UT") with { Address = null } });

        scene.Do(DrAda, new ConfirmLocation(ConfirmationMethod.OnCamera)).Refused(RefusalCode.CheckInIncomplete);
    }

    [Fact]
    public void Another_clinician_confirms_and_chooses_nothing_in_a_visit_that_is_not_theirs()
    {
        var scene = Scene.Waiting();

        scene.Do(DrBen, new ConfirmLocation(ConfirmationMethod.OnCamera)).Refused(RefusalCode.NotFound);
        scene.Do(DrBen, new ChooseExemption(WiderClinic.ExemptionOf(Ben), JustificationReason.Disaster, PatientScope.Any)).Refused(RefusalCode.NotFound);
        scene.Do(ThePatient, new ConfirmLocation(ConfirmationMethod.OnCamera)).Refused(RefusalCode.NotAllowed);
    }

    [Fact]
    public void A_device_that_moves_out_of_the_state_turns_a_continuation_into_a_start()
    {
        var scene = Scene.InProgress();
        scene.Pass(5);
        scene.Do(ThePatient, new UpdateLocation(In("UT") with { Device = Told(scene.Now, "CA") }, Telehealth.Domain.CheckIn.StatedBy.Patient)).Refused(RefusalCode.LicensureDenied);

        scene.Do(ThePatient, new GetRoomGrant()).Refused(RefusalCode.LicensureDenied);
        Assert.Contains(ReasonCode.GeoInUnservedState, scene.Last.Reasons());
    }

    [Fact]
    public void A_chosen_exemption_is_counted_when_the_visit_starts_and_only_once()
    {
        var scene = Cyds(0);

        scene.Do(DrCyd, Claim(CydIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.ExemptionNotSelected, scene.Last.Reasons());
        scene.Do(DrCyd, new ChooseExemption(WiderClinic.ExemptionOf(Cyd), JustificationReason.ContinuityOfCare, PatientScope.Any, "known for years")).Did<ExemptionChosen>();
        scene.Admit(DrCyd, CydIn).Did<AuthorityUsed>();
        Assert.Equal(new LocalDate(2026, 11, 23), Assert.Single(scene.Visit.UsedAuthorities).FirstDay);

        scene.Pass(5);
        scene.Do(DrCyd, new HoldVisit());
        scene.Pass(31);
        scene.Do(ThePatient, new ReaffirmLocation(Telehealth.Domain.CheckIn.StatedBy.Patient));
        scene.Do(DrCyd, new ResumeVisit()).Did<ContinuationRenewed>();
        Assert.Single(scene.Visit.UsedAuthorities);
    }

    [Fact]
    public void The_third_use_of_two_is_denied()
    {
        var scene = Cyds(2);
        scene.Do(DrCyd, new ChooseExemption(WiderClinic.ExemptionOf(Cyd), JustificationReason.ContinuityOfCare, PatientScope.Any));

        scene.Do(DrCyd, Claim(CydIn)).Refused(RefusalCode.LicensureDenied);
        Assert.Contains(ReasonCode.UsageLimitReached, scene.Last.Reasons());
    }

    [Fact]
    public void A_clinician_chooses_among_their_own_authorities_only() =>
        Cyds(0).Do(DrCyd, new ChooseExemption(WiderClinic.ExemptionOf(Ben), JustificationReason.Disaster, PatientScope.Any)).Refused(RefusalCode.Invalid);

    [Fact]
    public void A_clinician_says_where_they_sit_when_they_admit()
    {
        var scene = Scene.UnassignedWaiting();
        scene.Facts = scene.Facts with { Clinic = WiderClinic.Facts(VisitPolicy.Default) };
        scene.Do(ThePatient, new UpdateLocation(In("ID"), Telehealth.Domain.CheckIn.StatedBy.Patient));

        scene.Do(DrBen, Claim(BenIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.ClinicianLocationRequired, scene.Last.Reasons());
        scene.Do(DrBen, Claim(BenIn) with { ClinicianLocation = "ut" }).Refused(RefusalCode.Invalid);
        scene.Do(DrBen, Claim(BenIn) with { ClinicianLocation = "NV" }).Refused(RefusalCode.LicensureDenied);
        scene.Do(DrBen, Claim(BenIn) with { ClinicianLocation = "UT" }).Did<ClinicianLocated>();
        scene.Do(DrBen, new AdmitPatient("RM1", false)).Did<PatientAdmitted>();
    }

    [Fact]
    public void An_exemption_can_be_chosen_while_the_visit_is_on_hold_so_that_it_can_go_on()
    {
        var scene = Cyds(0);
        scene.Licensed(Clinician(Cyd, "UT"));
        scene.Admit(DrCyd, CydIn).Did<PatientAdmitted>();
        scene.Do(DrCyd, new HoldVisit());
        scene.Licensed(WiderClinic.CydWith(0));
        scene.Pass(31);
        scene.Do(ThePatient, new ReaffirmLocation(Telehealth.Domain.CheckIn.StatedBy.Patient));

        scene.Do(DrCyd, new ResumeVisit()).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.ExemptionNotSelected, scene.Last.Reasons());
        scene.Do(DrCyd, new ChooseExemption(WiderClinic.ExemptionOf(Cyd), JustificationReason.ContinuityOfCare, PatientScope.Any)).Did<ExemptionChosen>();
        scene.Do(DrCyd, new ResumeVisit()).Did<VisitResumed>();
        Assert.Single(scene.Visit.UsedAuthorities);
    }

    [Fact]
    public void Whoever_is_offered_a_patient_chooses_an_exemption_before_they_accept()
    {
        var scene = Adas();
        scene.Do(DrAda, new TransferVisit(Cyd, null)).Evaluated(Verdict.Hold);

        scene.Do(DrCyd, new AcceptTransfer(CydIn)).Refused(RefusalCode.LicensureHold);
        scene.Do(DrCyd, new ChooseExemption(WiderClinic.ExemptionOf(Cyd), JustificationReason.ContinuityOfCare, PatientScope.Any)).Evaluated(Verdict.Allow);
        scene.Do(DrCyd, new AcceptTransfer(CydIn)).Did<AuthorityUsed>();
        Assert.Equal(Cyd, scene.Visit.ClinicianId);
    }

    [Fact]
    public void Whoever_may_take_a_visit_over_can_do_what_its_verdict_asks_for()
    {
        var scene = Adas();
        var choice = new ChooseExemption(WiderClinic.ExemptionOf(Cyd), JustificationReason.ContinuityOfCare, PatientScope.Any);
        scene.Do(DrCyd, choice).Refused(RefusalCode.NotFound);

        scene.Gone(AdaIn);
        scene.Pass(2);
        scene.Do(DrCyd, new TakeOver(CydIn)).Refused(RefusalCode.LicensureHold);
        scene.Do(DrCyd, choice).Evaluated(Verdict.Allow);
        scene.Do(DrCyd, new TakeOver(CydIn)).Did<AuthorityUsed>();
    }

    [Fact]
    public void Whoever_may_take_a_visit_over_can_make_sure_of_the_place()
    {
        var scene = Bordering("NV", "UT");
        scene.Do(DrAda, new ConfirmLocation(ConfirmationMethod.ByPhone));
        scene.Here(AdaIn);
        scene.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
        scene.Do(ThePatient, new UpdateLocation(In("UT") with { Device = Told(scene.Now, "NV", "UT") }, Telehealth.Domain.CheckIn.StatedBy.Patient));
        scene.Do(DrBen, new ConfirmLocation(ConfirmationMethod.ByPhone)).Refused(RefusalCode.NotFound);

        scene.Gone(AdaIn);
        scene.Pass(3);
        scene.Do(DrBen, new TakeOver(BenIn)).Refused(RefusalCode.LicensureHold);
        Assert.Contains(ReasonCode.GeoAmbiguousBorder, scene.Last.Reasons());
        scene.Do(DrBen, new ConfirmLocation(ConfirmationMethod.ByPhone)).Evaluated(Verdict.Allow);
        scene.Do(DrBen, new TakeOver(BenIn)).Did<VisitTakenOver>();
    }

    /// <summary>In progress with Ada; Cyd could go on with an exemption.</summary>
    private static Scene Adas()
    {
        var scene = Scene.InProgress();
        scene.Facts = scene.Facts with { Clinic = WiderClinic.Facts(VisitPolicy.Default) };
        return scene;
    }

    private static Scene Cyds(int used)
    {
        var scene = Scene.UnassignedWaiting();
        scene.Facts = scene.Facts with { Clinic = WiderClinic.Facts(VisitPolicy.Default) };
        scene.Licensed(WiderClinic.CydWith(used));
        return scene;
    }
}
