using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Server.Live;
using Telehealth.Server.Storage;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Conventions;

/// <summary>No endpoint and no hub method without its record. A new one fails here until it says which, or why none.</summary>
public sealed partial class RecordedTests
{
    /// <summary>What each door writes when it does what it is for.</summary>
    private static readonly Dictionary<string, string[]> Doors = new()
    {
        ["POST /api/auth/sign-in"] = ["StaffSignedIn", "SignInRefused", "AccountLocked", "KnocksRefused"], ["POST /api/auth/sign-out"] = ["SignedOut"],
        ["POST /api/join"] = ["ParticipantSignedIn", "JoinRefused", "LinkLocked", "KnocksRefused"], ["POST /api/join/help"] = ["WorkItemAdded", "KnocksRefused"], ["POST /api/join/sign-out"] = ["SignedOut"],
        ["POST /api/visits"] = ["VisitScheduled", "PatientAdded", "LinkIssued"], ["GET /api/visits"] = ["VisitsListed"], ["GET /api/visits/{id:guid}"] = ["VisitRead"],
        ["POST /api/visits/{id:guid}/reschedule"] = ["VisitRescheduled"], ["POST /api/visits/{id:guid}/cancel"] = ["VisitCancelled"], ["POST /api/visits/{id:guid}/reassign"] = ["VisitReassigned"],
        ["POST /api/visits/{id:guid}/open"] = ["WaitingRoomOpened"], ["POST /api/visits/{id:guid}/outcome"] = ["OutcomeCorrected"], ["POST /api/visits/{id:guid}/continue"] = ["VisitContinued"],
        ["POST /api/visits/{id:guid}/participants"] = ["ParticipantInvited", "LinkIssued"], ["POST /api/visits/{id:guid}/participants/{pid:guid}/link"] = ["LinkIssued", "LinkRevoked"],
        ["POST /api/visits/{id:guid}/participants/{pid:guid}/unlock"] = ["LinkUnlocked"],
        ["GET /api/patients"] = ["PatientsListed"], ["POST /api/patients"] = ["PatientAdded"], ["GET /api/patients/{id:guid}"] = ["PatientRead"], ["POST /api/patients/{id:guid}/correct"] = ["PatientCorrected"],
        ["POST /api/patients/{id:guid}/merge"] = ["PatientMerged"], ["POST /api/patients/{id:guid}/unmerge"] = ["PatientUnmerged"],
        ["GET /api/patients/{id:guid}/erasure"] = ["PatientErasureRead"], ["POST /api/patients/{id:guid}/erasure"] = ["PatientErasureRequested", "PatientErasureRefused"],
        ["POST /api/patients/{id:guid}/erasure/confirm"] = ["PatientErased", "PatientErasureRefused"], ["POST /api/patients/{id:guid}/erasure/withdraw"] = ["PatientErasureWithdrawn"],
        ["GET /api/patients/{id:guid}/holds"] = ["LegalHoldsRead"], ["POST /api/patients/{id:guid}/holds"] = ["LegalHoldPlaced"], ["POST /api/patients/{id:guid}/holds/{hold:guid}/lift"] = ["LegalHoldLifted"],
        ["GET /api/patients/{id:guid}/disclosures"] = ["DisclosuresRead"], ["POST /api/patients/{id:guid}/disclosures"] = ["DisclosureRecorded"],
        ["POST /api/clinicians"] = ["StaffAdded"], ["POST /api/clinicians/{id:guid}/authorities"] = ["AuthorityAdded"], ["POST /api/licensure/evaluate"] = ["LicensureDryRun"],
        ["GET /api/staff"] = ["StaffListed"], ["POST /api/staff"] = ["StaffAdded"], ["POST /api/staff/{id:guid}/roles"] = ["StaffRolesChanged"], ["POST /api/staff/{id:guid}/disable"] = ["StaffDisabled"],
        ["POST /api/work/{id:guid}/done"] = ["WorkItemDone"], ["GET /api/notices"] = ["NoticesListed"], ["POST /api/notices/{id:guid}/resolve"] = ["NoticeAdvanced"],
        ["POST /api/video/vendor/test"] = ["VideoServiceTested"],
        ["GET /api/audit/records"] = ["LogRead"], ["GET /api/audit/records/{id:long}/detail"] = ["DetailRead"], ["GET /api/audit/reviews"] = ["ReviewsRead"],
        ["POST /api/audit/reviews/{id:long}/sign-off"] = ["ReviewSignedOff", "ReviewSignOffRefused"], ["GET /api/audit/patients/{id:guid}/access"] = ["PatientAccessRead"],
        ["GET /api/audit/visits/{id:guid}/timeline"] = ["TimelineRead"], ["POST /api/audit/deliveries/{id:guid}/retry"] = ["DeliveryRetried"],
        ["POST /api/clinicians/{id:guid}/authorities/{aid:guid}/verify"] = ["AuthorityAdded"], ["POST /api/authorities/import"] = ["AuthoritiesImported"], ["GET /fhir/Practitioner/{id:guid}"] = ["PractitionerRead"],
        ["GET /api/audit/log"] = ["LogStateRead"], ["GET /api/audit/checkpoints"] = ["CheckpointsRead"], ["GET /api/audit/log/consistency"] = ["CheckpointsRead"], ["GET /api/audit/records/{id:long}/proof"] = ["ProofRead"], ["GET /api/audit/stream"] = ["LogStreamed"],
        ["POST /api/audit/follow"] = ["LogFollowed"], ["GET /api/audit/charts"] = ["LogChartsRead"], ["GET /api/audit/anomalies"] = ["AnomaliesRead"], ["POST /api/audit/search/complete"] = ["PatientsListed"], ["POST /api/audit/searches"] = ["LogSearchSaved"],
        ["GET /api/audit/searches/{id:guid}/records"] = ["LogRead"], ["POST /api/audit/searches/{id:guid}/cancel"] = ["LogSearchCancelled"],
        ["POST /api/audit/exports"] = ["LogExportRequested", "LogExportFinished", "LogExportFailed"], ["POST /api/audit/exports/{id:guid}/resume"] = ["LogExportResumed"],
        ["DELETE /api/audit/exports/{id:guid}"] = ["LogExportCancelled", "LogExportRemoved"], ["GET /api/audit/exports/{id:guid}/file"] = ["LogExportDownloaded"],
        ["GET /api/licensure/matrix"] = ["LicensureMatrixRead"], ["GET /api/licensure/endangered"] = ["EndangeredVisitsRead"], ["GET /api/licensure/refused-starts"] = ["RefusedStartsRead"],
        ["GET /api/licensure/decisions/{recordId:long}/replay"] = ["DecisionReplayed"], ["GET /api/visits/{id:guid}/decisions"] = ["DecisionsRead"], ["GET /api/visits/{id:guid}/who-may"] = ["WhoMayRead"], ["GET /api/visits/{id:guid}/minor-bases"] = ["MinorBasesRead"],
        ["POST /webhooks/twilio/rooms"] = ["AttendanceStarted", "AttendanceEnded", "VideoRoomEnded", "VendorEventIgnored"], ["POST /webhooks/twilio/messages"] = ["NoticeAdvanced", "NoticeNewsIgnored", "MessageCameIn"],
    };

    private static readonly Dictionary<string, string> Silent = new()
    {
        ["GET /api/session"] = "says to the caller who they are themselves; the session's beginning is recorded",
        ["POST /api/join/preview"] = "names nobody; unknown links and floods are counted (KnocksRefused)",
        ["GET /api/clinic"] = "the clinic's name and phone, for everybody",
        ["GET /api/consent"] = "the consent's text, for everybody; its hash is in the record of who accepts it",
        ["GET /api/clinicians"] = "the clinic's own clinicians by name, which every patient is told too",
        ["GET /api/clinicians/{id:guid}/authorities"] = "licenses, which the boards publish",
        ["GET /api/work"] = "kinds and ids of visits; opening one is recorded",
        ["GET /api/audit/deliveries"] = "kinds, ids and codes of effects",
        ["GET /api/video/vendor"] = "counts and states of the vendor's service",
        ["GET /api/video/vendor/test"] = "the last test's steps, which its own record tells",
        ["POST /api/audit/search/parse"] = "reads the query's own text back",
        ["GET /api/audit/reviews/count"] = "how many reviews are open, which names nobody",
        ["GET /api/licensure/rules"] = "the rules in force, which are public law and the clinic's own choices",
        ["GET /api/audit/follow"] = "goes on with what LogFollowed began",
        ["GET /api/audit/searches"] = "the saved searches themselves; what they found is recorded when it is read",
        ["GET /api/audit/exports"] = "who exported what by codes and ids, which the exports' own records tell; taking a file is recorded",
        ["GET /api/audit/exports/{id:guid}"] = "how far an export is",
        ["GET /api/dev/links"] = "Development only",
    };

    private static readonly Dictionary<string, string[]> Methods = new()
    {
        ["JoinVisit"] = ["VisitViewed", "ClinicianOpened", "VisitAccessRefused"], ["CheckIn"] = ["ParticipantCheckedIn", "CheckInRefused"], ["UpdateLocation"] = ["LocationAttested"], ["ReaffirmLocation"] = ["LocationReaffirmed"],
        ["ConfirmIdentity"] = ["IdentityConfirmed"], ["ReportWrongPerson"] = ["WrongPersonReported"], ["RecordMinorBasis"] = ["MinorBasisRecorded"], ["ConsentAsGuardian"] = ["ConsentGiven"],
        ["LeaveWaitingRoom"] = ["WaitingRoomLeft"], ["RequestCallback"] = ["CallbackRequested"], ["WatchBoard"] = ["BoardViewed"], ["AdmitPatient"] = ["PatientClaimed", "PatientAdmitted"],
        ["ReleasePatient"] = ["ClaimReleased"], ["AdmitParticipant"] = ["ParticipantAdmitted"], ["HoldParticipant"] = ["ParticipantHeld"], ["RemoveParticipant"] = ["ParticipantRemoved"], ["LeaveVisit"] = ["ParticipantLeft"],
        ["HoldVisit"] = ["VisitHeld"], ["ResumeVisit"] = ["VisitResumed"], ["TransferVisit"] = ["TransferOffered"], ["AcceptTransfer"] = ["TransferAccepted"], ["DeclineTransfer"] = ["TransferWithdrawn"],
        ["TakeOver"] = ["VisitTakenOver"], ["EndVisit"] = ["VisitEnded"], ["RefuseVisit"] = ["VisitRefused"], ["MarkNoShow"] = ["NoShowMarked"], ["ChangeModality"] = ["ModalityChanged"], ["ReplaceRoom"] = ["VisitRoomReplaced"],
        ["GetRoomGrant"] = ["RoomGranted"], ["SendMessage"] = ["MessageSent"], ["ReportMedia"] = ["MediaConnectionNoted", "MediaQualityNoted"], ["GetMessages"] = ["MessagesRead"], ["ReportRefusalShown"] = ["RefusalShown"], ["RaiseSafetyConcern"] = ["SafetyConcernRaised", "AlertTold"],
        ["ConfirmLocation"] = ["LocationConfirmed"], ["ChooseExemption"] = ["ExemptionChosen"], ["VerifyGuardian"] = ["GuardianIdentityVerified"], ["WithdrawConsent"] = ["ConsentWithdrawn"],
        ["AcknowledgeSafetyConcern"] = ["SafetyConcernAcknowledged"], ["ResolveSafetyConcern"] = ["SafetyConcernResolved"],
    };

    private static readonly Dictionary<string, string> SilentMethods = new()
    {
        ["UnwatchBoard"] = "ends what BoardViewed began",
        ["RelaySignal"] = "passes on what it does not read, between two who hold a recorded grant",
        ["YieldSeat"] = "answers a question; what follows is recorded (ParticipantSignedIn, JoinRefused)",
        ["WatchOperations"] = "counts of the process",
    };

    /// <summary>Reads that need something made before; their own tests look for the record.</summary>
    private static readonly string[] NeedMore =
        ["GET /fhir/Practitioner/{id:guid}", "GET /api/licensure/decisions/{recordId:long}/replay", "GET /api/audit/records/{id:long}/proof", "GET /api/audit/log/consistency", "GET /api/audit/searches/{id:guid}/records", "GET /api/audit/stream", "GET /api/audit/exports/{id:guid}/file"];

    [Fact]
    public async Task Every_endpoint_says_what_it_records_or_why_nothing()
    {
        await using var app = await TelehealthApp.StartAsync();
        Assert.Empty(DoorsOf(app).Except(Doors.Keys).Except(Silent.Keys));
        Assert.Empty(Doors.Keys.Intersect(Silent.Keys));
        Assert.All(Silent.Values, why => Assert.False(string.IsNullOrWhiteSpace(why)));
    }

    [Fact]
    public void Every_hub_method_says_what_it_records_or_why_nothing()
    {
        Assert.Equal(typeof(IVisitHub).GetMethods().Select(m => m.Name).Order(StringComparer.Ordinal), Methods.Keys.Concat(SilentMethods.Keys).Order(StringComparer.Ordinal));
        Assert.All(SilentMethods.Values, why => Assert.False(string.IsNullOrWhiteSpace(why)));
    }

    [Fact]
    public void Every_record_that_a_door_names_is_written_somewhere()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(Repository.Top, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.EndsWith("RecordSentences.cs", StringComparison.Ordinal)).Select(File.ReadAllText).ToList();
        var written = sources.SelectMany(s => Quoted().Matches(s).Select(m => m.Groups[1].Value).Concat(Event().Matches(s).Select(m => m.Groups[1].Value))).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Doors.Values.Concat(Methods.Values).SelectMany(c => c).Distinct().Except(written));
    }

    /// <summary>Not only said: whoever reads finds their own look in the log.</summary>
    [Fact]
    public async Task Every_read_that_names_a_record_writes_it()
    {
        await using var app = await TelehealthApp.StartAsync();
        var (_, clinician) = await app.ClinicianAsync("UT");
        var visit = await app.VisitAsync(clinician);
        using var admin = await app.AdminAsync();
        var patient = (await admin.GetAsync($"/api/visits/{visit.Id}")).GetProperty("patient").GetProperty("patientId").GetString()!;
        foreach (var (door, codes) in Doors.Where(d => d.Key.StartsWith("GET ", StringComparison.Ordinal) && !NeedMore.Contains(d.Key)))
        {
            var path = door[4..].Replace("{id:long}", "1", StringComparison.Ordinal)
                .Replace("{id:guid}", door.Contains("/patients/", StringComparison.Ordinal) ? patient : visit.Id, StringComparison.Ordinal);
            var before = await CountAsync(app, codes[0]);
            await admin.GetAsync(path);
            Assert.True(await CountAsync(app, codes[0]) > before, $"{door} left no {codes[0]}");
        }
    }

    private static async Task<int> CountAsync(TelehealthApp app, string code)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<TelehealthDb>>().CreateDbContextAsync();
        return await db.Records.CountAsync(r => r.Code == code);
    }

    private static IEnumerable<string> DoorsOf(TelehealthApp app) =>
        app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => (Pattern: e.RoutePattern.RawText!.Trim('/'), Methods: e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods))
            .Where(e => e.Methods is not null && (e.Pattern.StartsWith("api/", StringComparison.Ordinal) || e.Pattern.StartsWith("webhooks/", StringComparison.Ordinal) || e.Pattern.StartsWith("fhir", StringComparison.Ordinal)))
            .SelectMany(e => e.Methods!.Select(m => $"{m} /{e.Pattern}")).Distinct();

    [GeneratedRegex("\"([A-Z][A-Za-z]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"record (\w+)(?:\([^)]*\))? : VisitEvent")]
    private static partial Regex Event();
}
