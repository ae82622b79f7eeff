using System.Security.Cryptography;
using System.Text;
using CsCheck;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Records;
using Telehealth.Domain.Tests.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Domain.Tests.Records;

public sealed class VisitRecordTests
{
    private static readonly Actor Clinician = Actor.OfStaff(Ask.Clinician, StaffRoles.Clinician | StaffRoles.Admin);

    [Fact]
    public void Every_entry_reads_back_as_it_was() => Gen.Int.Sample(
        seed =>
        {
            var happened = new Samples(seed).AnyEvent();
            var record = Assert.Single(Encoded(new VisitDecision([new EventEntry(happened)])).Records);
            var read = VisitRecords.Decode(record.Bytes);

            Assert.Equal(happened with { Detail = null }, Assert.IsType<EventEntry>(read.Entry).Event);
            Assert.Equal(record.Detail is null, happened.Detail is null);
            if (record.Detail is null) return;
            var opened = Assert.IsType<EventEntry>(VisitRecords.Open(read, record.Detail).Entry).Event;
            Assert.Equal(PersonalDetailJson.Write(happened.Detail!), PersonalDetailJson.Write(opened.Detail!));
        },
        iter: 3_000);

    [Fact]
    public void Folding_the_records_gives_the_state_but_for_details_and_opening_them_gives_all() => Gen.Int.Sample(
        seed =>
        {
            var history = Histories.Any(seed);
            var read = history.Records.Select(r => VisitRecords.Decode(r.Bytes)).ToList();
            var opened = read.Zip(history.Records, (r, e) => e.Detail is null ? r : VisitRecords.Open(r, e.Detail));

            Assert.Equal(Text(history.Visit with { Details = VisitDetails.None }), Text(VisitRecords.Fold(read)));
            Assert.Equal(Text(history.Visit), Text(VisitRecords.Fold(opened)));
        },
        iter: 150);

    [Fact]
    public void Records_follow_each_other_without_a_gap_and_name_the_one_before() => Gen.Int.Sample(
        seed =>
        {
            var head = RecordHead.Empty;
            foreach (var record in Histories.Any(seed).Records)
            {
                var read = VisitRecords.Decode(record.Bytes).Frame;
                Assert.Equal((head.Seq + 1, head.Hash), (read.Seq, read.Prev));
                Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(record.Bytes.Span)), record.Hash);
                head = new(record.Seq, record.Hash);
            }
        },
        iter: 100);

    [Fact]
    public void A_decision_replays_from_its_record_to_the_same_bytes() => Questions.Any.Sample(
        question =>
        {
            var record = Assert.Single(Encoded(new VisitDecision([new EvaluationEntry(question.Evaluated())])).Records);
            var read = VisitRecords.Decode(record.Bytes);
            var decision = Assert.IsType<EvaluationEntry>(read.Entry).Decision;
            var again = LicensureEngine.Replay(
                decision.Evidence, decision.Purpose, decision.Basis, decision.ClinicianId, decision.DecidedAt, decision.RulesVersion);

            Assert.Equal(record.Bytes.ToArray(), VisitRecords.Reencode(read with { Entry = new EvaluationEntry(again) }));
        },
        iter: 3_000);

    [Fact]
    public void An_engine_failure_replays_too()
    {
        var failed = Samples.Faulty;
        var again = LicensureEngine.Replay(failed.Evidence, failed.Purpose, failed.Basis, failed.ClinicianId, failed.DecidedAt, failed.RulesVersion);

        Assert.Equal(failed.Codes(), again.Codes());
        Assert.Equal(Verdict.Deny, again.Verdict);
    }

    [Fact]
    public void The_records_of_one_commit_share_its_versions()
    {
        var commit = Encoded(new VisitDecision([new EvaluationEntry(Samples.Allowed), new EventEntry(new VisitHeld()), new EventEntry(new AlertRaised(VisitAlert.HoldNudge))]));
        var frames = commit.Records.Select(r => VisitRecords.Decode(r.Bytes).Frame).ToList();

        Assert.All(frames, f => Assert.Equal((4L, 5L), (f.Before.Version, f.After.Version)));
        Assert.Equal(5, commit.After.Version);
        Assert.Equal([VisitPhase.Scheduled, VisitPhase.OnHold, VisitPhase.OnHold], frames.Select(f => f.After.Phase));
        Assert.Equal(3, commit.Head.Seq);
    }

    [Fact]
    public void A_refusal_changes_no_version_and_keeps_every_reason()
    {
        var refusal = new RefusalEntry(new AdmitPatient(null, false).RefusedCode, new(RefusalCode.LicensureDenied, "kind words", Samples.Denied));
        var commit = Encoded(new VisitDecision([new EvaluationEntry(Samples.Denied), refusal], refusal.Refusal));
        var frame = VisitRecords.Decode(commit.Records[1].Bytes).Frame;

        Assert.True(commit.Records[1].Refused);
        Assert.Equal("AdmitPatientRefused", frame.Code);
        Assert.Equal((4L, 4L), (frame.Before.Version, frame.After.Version));
        Assert.Equal("LICENSURE_DENIED", frame.Reasons[0]);
        Assert.Contains("STATE_NOT_SERVED", frame.Reasons);
        Assert.DoesNotContain("kind words", Encoding.UTF8.GetString(commit.Records[1].Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Personal_details_are_only_committed_to()
    {
        var record = Assert.Single(Encoded(new VisitDecision([new EventEntry(new VisitEnded(Disposition.Completed) { Detail = new() { Note = "Rosa M." } })])).Records);

        Assert.DoesNotContain("Rosa", Encoding.UTF8.GetString(record.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal("{\"note\":\"Rosa M.\"}", Encoding.UTF8.GetString(record.Detail!.Plaintext.Span));
        var read = VisitRecords.Decode(record.Bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData([.. record.Detail.Salt.Span, .. record.Detail.Plaintext.Span])), read.Frame.Detail);
        Assert.Throws<RecordFormatException>(() => VisitRecords.Open(read, record.Detail with { Plaintext = "{\"note\":\"other\"}"u8.ToArray() }));
    }

    [Fact]
    public void Instants_finer_than_a_microsecond_are_cut_in_record_and_state_alike()
    {
        var fine = Samples.At + Duration.FromNanoseconds(1_700);
        var commit = VisitRecords.Encode(Visit.Unscheduled(Samples.Visit), new([new EventEntry(new VisitRescheduled(fine, 30))]), Clinician, fine, RecordHead.Empty, Salt);
        var record = Assert.Single(commit.Records);

        Assert.Equal(fine.ToMicroseconds(), commit.After.StartsAt);
        Assert.Equal(fine.ToMicroseconds(), record.At);
        Assert.Equal(Text(commit.After), Text(VisitRecords.Fold([VisitRecords.Decode(record.Bytes)])));
    }

    [Fact]
    public void A_record_larger_than_16_KiB_is_not_written() => Assert.Throws<InvalidOperationException>(
        () => Encoded(new VisitDecision([new EventEntry(new PatientClaimed(Ask.Clinician, "peer", new string('x', 16_400), Samples.At))])));

    [Fact]
    public void The_largest_evaluation_of_a_large_clinic_fits()
    {
        var many = Enumerable.Range(0, 400).Select(i => Ask.Facts([.. Enumerable.Range(1, 60).Select(n => Ask.License("UT", expires: n % 2 == 0 ? "2020-01-01" : "2026-11-23", sequence: n) with
        {
            ClinicianId = new(new Guid(i, 0, 0, new byte[8])), Number = $"{n}", BoardStatus = (BoardStatus)(i % 5), VerifiedOn = i % 5 == 0 ? null : Ask.Date("2026-01-01"),
        })]) with { Id = new(new Guid(i, 0, 0, new byte[8])) });
        var question = Ask.Utah with { Purpose = DecisionPurpose.CheckIn, ClinicianId = null, Clinicians = [.. many], ServedStates = [.. StateZones.States], ConsentGiven = false };

        Assert.Equal(Verdict.Deny, question.Evaluated().Verdict);
        Assert.InRange(Assert.Single(Encoded(new VisitDecision([new EvaluationEntry(question.Evaluated())])).Records).Bytes.Length, 1_000, 8_000);
    }

    private static VisitCommit Encoded(VisitDecision decision) =>
        VisitRecords.Encode(Visit.Unscheduled(Samples.Visit) with { Version = 4 }, decision, Clinician, Samples.At, RecordHead.Empty, Salt);

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(32);

    private static string Text(Visit visit) => Encoding.UTF8.GetString(VisitSnapshots.Write(visit));
}
