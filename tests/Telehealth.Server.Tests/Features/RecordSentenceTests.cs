using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.Domain;
using Telehealth.Domain.CheckIn;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Visits;

namespace Telehealth.Server.Tests.Features;

public sealed partial class RecordSentenceTests
{
    private static readonly DateTimeZone Denver = DateTimeZoneProviders.Tzdb["America/Denver"];

    [Theory]
    [InlineData("VisitScheduled", """{"kind":"FollowUp","durationMinutes":50,"startsAt":"2026-11-23T18:00:00.000000Z"}""", "Ada Test scheduled the visit (follow-up, 50 minutes, for Nov 23, 2026, 11:00 AM MST).")]
    [InlineData("ParticipantIdentified", """{"method":"BirthDate"}""", "Ada Test passed identification (by date of birth).")]
    [InlineData("LocationAttested", """{"country":"US","state":"UT"}""", "Ada Test stated the patient's place: UT.")]
    [InlineData("LocationAttested", """{"country":"US","state":null}""", "Ada Test stated the patient's place: in the United States, not sure of the state.")]
    [InlineData("LocationAttested", """{"country":"CA","state":null}""", "Ada Test stated the patient's place: outside the United States (country CA).")]
    [InlineData("VisitEnded", "{}", "Ada Test ended the visit.")]
    [InlineData("AlertRaised", """{"alert":"ClinicianLateBoard"}""", "Ada Test raised an alert: clinician late.")]
    [InlineData("OrphanRoomEnded", """{"videoProvider":"twilio","room":"RM1"}""", "Ada Test ended a video room that belonged to no visit any more.")]
    [InlineData("AttendanceEnded", """{"occurredAt":"2026-11-23T18:00:00Z","end":"Left"}""", "Ada Test noted that a participant left the video room at Nov 23, 2026, 11:00 AM MST.")]
    [InlineData("AddressSuppressed", """{"channel":"Sms"}""", "Ada Test noted that a person wants no more messages (text message).")]
    [InlineData("WorkItemAdded", """{"kind":"HelpAsked"}""", "Ada Test put work on the front desk's list (help asked).")]
    public void A_record_is_told_in_plain_words(string code, string after, string sentence) => Assert.Equal(sentence, Of(code, after));

    [Fact]
    public void Reasons_are_told_in_sentences() =>
        Assert.Equal(
            "Ada Test was refused: admit patient. Not licensed for this. The clinic does not see patients who are in this state.",
            RecordSentences.Of(Item("AdmitPatientRefused", "{}", "LICENSURE_DENIED", "STATE_NOT_SERVED") with { Refused = true }, Denver));

    [Fact]
    public void No_name_of_a_state_or_reason_is_shown_as_it_stands_in_the_record()
    {
        (string Code, string Field, Type Words)[] told =
        [
            ("VisitScheduled", "kind", typeof(VisitKind)), ("VisitCancelled", "by", typeof(CancelledBy)), ("VisitCancelled", "reason", typeof(CancelReason)),
            ("ParticipantInvited", "role", typeof(ParticipantRole)), ("ParticipantIdentified", "method", typeof(IdentityMethod)), ("WaitingRoomLeft", "reason", typeof(LeaveReason)),
            ("MinorBasisRecorded", "basis", typeof(MinorBasis)), ("GuardianIdentityVerified", "method", typeof(GuardianIdMethod)), ("ClaimReleased", "reason", typeof(ClaimReleaseReason)), ("ModalityChanged", "to", typeof(Modality)),
            ("SafetyConcernResolved", "outcome", typeof(SafetyOutcome)), ("AlertRaised", "alert", typeof(VisitAlert)), ("VisitEnded", "disposition", typeof(Disposition)),
            ("NoShowMarked", "who", typeof(NoShowWho)), ("VisitClosedByRule", "rule", typeof(ClosingRule)), ("OutcomeCorrected", "to", typeof(VisitOutcome)),
            ("LicensureEvaluated", "verdict", typeof(Verdict)),
        ];
        var sentences = from t in told
                        from word in Enum.GetNames(t.Words)
                        select Of(t.Code, JsonSerializer.Serialize(new Dictionary<string, string> { [t.Field] = word }));
        Assert.All(sentences, s => Assert.DoesNotMatch(RawWord(), s["Ada Test ".Length..]));
    }

    private static string Of(string code, string after) => RecordSentences.Of(Item(code, after), Denver);

    private static ToldRecord Item(string code, string after, params string[] reasons) =>
        new(code, ActorKind.Staff, "Clinician", "Ada Test", JsonNode.Parse(after)!.AsObject(), reasons, false);

    [GeneratedRegex("[A-Z][a-z]+|[{}_]")]
    private static partial Regex RawWord();
}
