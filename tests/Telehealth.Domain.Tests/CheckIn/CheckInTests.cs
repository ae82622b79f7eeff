using NodaTime;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using static Telehealth.Domain.Tests.Visits.Cast;

namespace Telehealth.Domain.Tests.Visits;

public class CheckInTests
{
    private static readonly InvitedParticipant InvitedGuardian = new(Guardian, ParticipantRole.Guardian, null, "Gil");

    [Fact]
    public void A_complete_check_in_from_a_licensed_place_waits()
    {
        var scene = Scene.Identified();
        var answer = scene.Do(ThePatient, GoodCheckIn);
        answer.Did<ParticipantCheckedIn>();
        answer.Evaluated(Verdict.Allow);
        Assert.Equal((DecisionPurpose.CheckIn, VisitPhase.Waiting), (answer.Evaluation!.Purpose, scene.Visit.Phase));
        Assert.Equal("801-555-0101", scene.Visit.Details.EmergencyContact!.Phone);
        Assert.Equal("1 Main St", scene.Visit.Details.Address!.Line);
        Assert.Equal(new string('a', 64), scene.Visit.Patient!.Consent!.TextHash);
    }

    [Fact]
    public void No_event_carries_personal_words_outside_its_detail()
    {
        var answer = Scene.Identified().Do(ThePatient, GoodCheckIn with { OthersPresent = [new("Rosa", "mother")] });
        var open = string.Join(' ', answer.Events.Select(e => (e with { Detail = null }).ToString()));
        Assert.All(["Main St", "Salt Lake", "84101", "555", "Sam", "Rosa", "mother", "40.76"], word => Assert.DoesNotContain(word, open, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("CA", ReasonCode.StateNotServed)]
    [InlineData("WA", ReasonCode.NoAuthorityInState)]
    public void A_denied_check_in_stays_scheduled_keeps_the_place_and_can_be_corrected(string state, ReasonCode reason)
    {
        var scene = Scene.Identified();
        var denied = scene.Do(ThePatient, GoodCheckIn with { Location = In(state) });
        denied.Refused(RefusalCode.LicensureDenied);
        Assert.Contains(reason, denied.Reasons());
        Assert.Contains(denied.Events, e => e is CheckInRefused);
        Assert.Equal((VisitPhase.Scheduled, state), (scene.Visit.Phase, scene.Visit.Attestation!.State));
        Assert.Equal(2, scene.Visit.Version - 1); // identified, refused
        Assert.Contains(new WorkItem(WorkItemKind.CheckInRefused), VisitEffects.Of(scene.Visit, denied.Events, scene.Visit));

        scene.Do(ThePatient, new RequestCallback()).Did<CallbackRequested>();
        scene.Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
    }

    [Fact]
    public void Outside_the_us_is_refused_and_the_country_is_kept()
    {
        var scene = Scene.Identified();
        scene.Do(ThePatient, GoodCheckIn with { Location = new("CA", null, null, null, null) }).Refused(RefusalCode.LicensureDenied);
        Assert.Contains(ReasonCode.OutsideUs, scene.Last.Reasons());
        Assert.Equal("CA", scene.Visit.Attestation!.Country);
    }

    [Fact]
    public void Where_no_clinician_is_named_any_authorised_one_of_the_clinic_is_enough()
    {
        var scene = Scene.Unassigned();
        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false));
        scene.Do(ThePatient, GoodCheckIn with { Location = In("ID") }).Did<ParticipantCheckedIn>();
        Assert.Null(scene.Last.Evaluation!.ClinicianId);
    }

    public static TheoryData<string, StatedLocation?> Malformed => new()
    {
        { "no place", null }, { "lower case", In("ut") }, { "empty state", In("") }, { "padded", In(" UT") }, { "trailing", In("UT ") }, { "unknown state", In("ZZ") },
        { "military post", In("AE") }, { "name", In("Utah") }, { "empty country", In(null, "") }, { "lower country", In("UT", "us") }, { "unknown country", In(null, "XX") },
        { "three letters", In("UT", "USA") }, { "state elsewhere", In("UT", "MX") }, { "north of the pole", In("UT") with { Coordinates = new(90.1, 0, 5) } },
        { "past the date line", In("UT") with { Coordinates = new(0, -180.5, 5) } }, { "not a number", In("UT") with { Coordinates = new(double.NaN, 0, 5) } },
        { "negative accuracy", In("UT") with { Coordinates = new(0, 0, -1) } }, { "endless accuracy", In("UT") with { Coordinates = new(0, 0, double.PositiveInfinity) } },
        { "blank address", In("UT") with { Address = new(" ", "City", "1") } }, { "long landmark", In("UT") with { Landmark = new string('x', 201) } },
        { "control sign", In("UT") with { Landmark = "a\u0007b" } }, { "half a letter", In("UT") with { Landmark = "a\ud83d" } },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_place_is_invalid_and_nothing_is_stored(string what, StatedLocation? place)
    {
        Assert.NotEmpty(what);
        var scene = Scene.Identified();
        scene.Do(ThePatient, GoodCheckIn with { Location = place! }).Refused(RefusalCode.Invalid);
        scene.Do(ThePatient, new UpdateLocation(place!, StatedBy.Patient)).Refused(RefusalCode.Invalid);
        Assert.Null(scene.Visit.Attestation);
        Assert.Empty(scene.Last.Events);
    }

    [Fact]
    public void Every_state_the_district_and_the_territories_can_be_stated_and_names_in_any_script()
    {
        Assert.Equal(56, StateZones.States.Length);
        Assert.Equal(249, Countries.Count);
        Assert.All(StateZones.States, s => Assert.True(StatedLocationRules.IsWellFormed(In(s))));
        Assert.True(StatedLocationRules.IsWellFormed(In("UT") with { Landmark = "駅の北口 🏥" }));
    }

    public static TheoryData<string, CheckInPatient> Incomplete => new()
    {
        { "consent not given", GoodCheckIn with { Consent = GoodConsent with { Accepted = false } } },
        { "no consent", GoodCheckIn with { Consent = null! } },
        { "no phone", GoodCheckIn with { CallbackPhone = null } },
        { "phone both ways", GoodCheckIn with { CallbackPhoneDeclined = DeclineReason.Unsafe } },
        { "no contact", GoodCheckIn with { EmergencyContact = null } },
        { "contact both ways", GoodCheckIn with { EmergencyContactDeclined = DeclineReason.Other } },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void What_is_missing_or_said_both_ways_is_incomplete(string what, CheckInPatient said)
    {
        Assert.NotEmpty(what);
        var scene = Scene.Identified();
        scene.Do(ThePatient, said).Refused(RefusalCode.CheckInIncomplete);
        Assert.Equal(VisitPhase.Scheduled, scene.Visit.Phase);
    }

    public static TheoryData<string, CheckInPatient> Misshapen => new()
    {
        { "letters in the phone", GoodCheckIn with { CallbackPhone = "call me" } }, { "short phone", GoodCheckIn with { CallbackPhone = "911" } },
        { "nameless contact", GoodCheckIn with { EmergencyContact = new("", "801-555-0101", "mother") } },
        { "unresolved consent version", GoodCheckIn with { Consent = GoodConsent with { Version = "current" } } },
        { "no hash", GoodCheckIn with { Consent = GoodConsent with { TextHash = "abc" } } },
        { "nobody's relation", GoodCheckIn with { OthersPresent = [new("Rosa", "")] } }, { "no device", GoodCheckIn with { Device = null! } },
        { "somebody else's word", GoodCheckIn with { StatedBy = StatedBy.ByStaff } },
    };

    [Theory]
    [MemberData(nameof(Misshapen))]
    public void What_has_the_wrong_form_is_invalid(string what, CheckInPatient said)
    {
        Assert.NotEmpty(what);
        Scene.Identified().Do(ThePatient, said).Refused(RefusalCode.Invalid);
    }

    [Fact]
    public void Phone_contact_and_address_may_be_declined_and_a_missing_camera_never_blocks()
    {
        var scene = Scene.Identified();
        scene.Do(ThePatient, GoodCheckIn with
        {
            CallbackPhone = null, CallbackPhoneDeclined = DeclineReason.NoPhone, EmergencyContact = null, EmergencyContactDeclined = DeclineReason.Unsafe,
            Location = In("UT") with { Address = null }, AddressDeclined = DeclineReason.PrefersNotToSay, PrivateSpace = false,
            Device = new(DeviceState.Missing, DeviceState.Denied, DeviceState.Failed),
        }).Did<ParticipantCheckedIn>();
        Assert.Equal((DeclineReason.NoPhone, false), (scene.Visit.Details.CallbackPhoneDeclined, scene.Visit.Details.PrivateSpace));
    }

    [Fact]
    public void The_waiting_room_opens_thirty_minutes_before_or_when_staff_open_it()
    {
        var scene = Scene.Identified();
        scene.Now = Start - Duration.FromMinutes(30) - Duration.FromSeconds(1);
        scene.Do(ThePatient, GoodCheckIn).Refused(RefusalCode.TooEarly);
        scene.Pass(0, 1).Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();

        var early = Scene.Identified();
        early.Now = Start - Duration.FromHours(3);
        early.Do(FrontDesk, new OpenWaitingRoom()).Did<WaitingRoomOpened>();
        early.Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();
    }

    [Fact]
    public void Identity_opens_a_day_before()
    {
        var scene = Scene.Scheduled();
        scene.Now = Start - Duration.FromHours(24) - Duration.FromSeconds(1);
        scene.Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false)).Refused(RefusalCode.TooEarly);
        scene.Pass(0, 1).Do(ThePatient, new IdentifyParticipant(Patient, IdentityMethod.BirthDate, false)).Did<ParticipantIdentified>();
    }

    [Fact]
    public void A_late_patient_may_come_until_the_visit_is_closed()
    {
        var scene = Scene.Identified();
        scene.Now = Start + Duration.FromMinutes(75);
        scene.Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();
        Scene.Completed().Do(ThePatient, GoodCheckIn).Refused(RefusalCode.WrongPhase);
    }

    [Fact]
    public void Nobody_checks_in_before_identity()
    {
        Scene.Scheduled().Do(ThePatient, GoodCheckIn).Refused(RefusalCode.CheckInIncomplete);
    }

    [Fact]
    public void The_front_desk_may_check_a_patient_in_by_phone()
    {
        var scene = Scene.Scheduled();
        scene.Do(FrontDesk, GoodCheckIn with { StatedBy = StatedBy.ByStaff }).Did<ParticipantCheckedIn>();
        Assert.Equal((StatedBy.ByStaff, true), (scene.Visit.Patient!.CheckInSource, scene.Visit.Patient.Identified));
        Assert.Contains(scene.Last.Events, e => e is ParticipantIdentified { Method: IdentityMethod.ByStaff });
    }

    [Fact]
    public void A_guardian_may_check_the_patient_in_but_their_own_arrival_never_gates()
    {
        var scene = Scene.Identified(InvitedGuardian);
        scene.Do(TheGuardian, new IdentifyParticipant(Guardian, IdentityMethod.GuestName, false));
        scene.Do(TheGuardian, new CheckInGuest(Guardian, GoodDevice)).Did<ParticipantCheckedIn>();
        Assert.Equal(VisitPhase.Scheduled, scene.Visit.Phase);
        Assert.Null(scene.Visit.Attestation);
        scene.Do(TheGuardian, GoodCheckIn with { StatedBy = StatedBy.Guardian }).Did<ParticipantCheckedIn>();
        Assert.Equal((VisitPhase.Waiting, StatedBy.Guardian), (scene.Visit.Phase, scene.Visit.Attestation!.StatedBy));
    }

    [Fact]
    public void Checking_in_again_keeps_the_place_in_line_and_leaving_gives_it_up()
    {
        var scene = Scene.Waiting();
        var since = scene.Visit.Patient!.WaitingSince;
        scene.Pass(5).Do(ThePatient, GoodCheckIn);
        Assert.Equal(since, scene.Visit.Patient!.WaitingSince);

        scene.Do(ThePatient, new LeaveWaitingRoom(LeaveReason.WaitTooLong)).Did<WaitingRoomLeft>();
        Assert.Equal(VisitPhase.Scheduled, scene.Visit.Phase);
        scene.Pass(3).Do(ThePatient, GoodCheckIn).Did<ParticipantCheckedIn>();
        Assert.Equal(scene.Now, scene.Visit.Patient!.WaitingSince);
    }

    [Fact]
    public void Leaving_frees_a_claim()
    {
        var scene = Scene.Waiting();
        scene.Do(DrAda, Claim(AdaIn));
        scene.Do(ThePatient, new LeaveWaitingRoom(LeaveReason.TechnicalProblem));
        Assert.Contains(scene.Last.Events, e => e is ClaimReleased { Reason: ClaimReleaseReason.PatientLeft });
        Assert.Null(scene.Visit.Claim);
    }

    [Fact]
    public void A_waiting_patient_who_moves_out_of_licence_keeps_the_place_and_hears_the_verdict()
    {
        var scene = Scene.Waiting();
        scene.Do(ThePatient, new UpdateLocation(In("CA"), StatedBy.Patient)).Refused(RefusalCode.LicensureDenied);
        Assert.Equal((VisitPhase.Waiting, "CA"), (scene.Visit.Phase, scene.Visit.Attestation!.State));
        scene.Do(DrAda, Claim(AdaIn)).Refused(RefusalCode.LicensureDenied);
    }

    [Theory]
    [InlineData("2008-11-23", Verdict.Allow)] // 18 today in Utah
    [InlineData("2008-11-24", Verdict.Hold)]
    public void Under_eighteen_on_the_local_date_waits_for_a_basis(string born, Verdict verdict)
    {
        var scene = Scene.Identified(InvitedGuardian);
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(born).Value;
        scene.Born(date.Year, date.Month, date.Day);
        scene.Do(ThePatient, GoodCheckIn).Evaluated(verdict);
        Assert.Equal(VisitPhase.Waiting, scene.Visit.Phase);
        if (verdict is Verdict.Hold) Assert.Contains(ReasonCode.GuardianConsentRequired, scene.Last.Reasons());
    }

    [Fact]
    public void A_guardians_consent_or_the_clinicians_record_lifts_the_minors_hold()
    {
        var guarded = Scene.Waiting(InvitedGuardian);
        guarded.Born(2012, 1, 1);
        guarded.Do(TheGuardian, new ConsentAsGuardian(GoodConsent)).Refused(RefusalCode.CheckInIncomplete);
        guarded.Do(TheGuardian, new IdentifyParticipant(Guardian, IdentityMethod.GuestName, false));
        guarded.Do(TheGuardian, new ConsentAsGuardian(GoodConsent)).Did<MinorBasisRecorded>();
        guarded.Admit(DrAda, AdaIn).Did<PatientAdmitted>();

        var own = Scene.Waiting();
        own.Born(2012, 1, 1);
        own.Do(DrAda, new RecordMinorBasis(MinorBasis.Emancipated)).Did<MinorBasisRecorded>();
        own.Admit(DrAda, AdaIn).Did<PatientAdmitted>();
    }
}
