using System.Text.Json;
using Telehealth.Server.Live;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Live;

/// <summary>Every hub method by everyone: patient, guardian, interpreter, the visit's clinician, another one, front desk, admin, auditor, and the patient of another visit.</summary>
public sealed class MatrixTests
{
    // P patient, G guardian, I interpreter, C the visit's clinician, c another one, F front desk, A admin, U auditor, X another visit's patient.
    private static readonly Dictionary<string, string> MayAsk = new()
    {
        ["JoinVisit"] = "PGICFA", ["CheckIn"] = "PGIF", ["UpdateLocation"] = "PGF", ["ReaffirmLocation"] = "PGF", ["ConfirmIdentity"] = "C", ["ConfirmLocation"] = "C", ["ChooseExemption"] = "C", ["ReportWrongPerson"] = "C",
        ["RecordMinorBasis"] = "C", ["ConsentAsGuardian"] = "G", ["VerifyGuardian"] = "C", ["WithdrawConsent"] = "PGCF", ["LeaveWaitingRoom"] = "PG", ["RequestCallback"] = "PG", ["WatchBoard"] = "CcFA", ["UnwatchBoard"] = "PGICcFAUX",
        ["AdmitPatient"] = "C", ["ReleasePatient"] = "C", ["AdmitParticipant"] = "C", ["HoldParticipant"] = "C", ["RemoveParticipant"] = "CFA", ["LeaveVisit"] = "PGIC",
        ["HoldVisit"] = "C", ["ResumeVisit"] = "C", ["TransferVisit"] = "C", ["AcceptTransfer"] = "", ["DeclineTransfer"] = "C", ["TakeOver"] = "C", ["EndVisit"] = "CA", ["RefuseVisit"] = "CFA",
        ["MarkNoShow"] = "C", ["ChangeModality"] = "C", ["ReplaceRoom"] = "C", ["GetRoomGrant"] = "PGIC", ["SendMessage"] = "PCFA", ["GetMessages"] = "PGICFA", ["RelaySignal"] = "",
        ["ReportMedia"] = "PGICFA", ["ReportRefusalShown"] = "PGI", ["RaiseSafetyConcern"] = "PGICFA", ["AcknowledgeSafetyConcern"] = "CFA", ["ResolveSafetyConcern"] = "CFA", ["YieldSeat"] = "PGI", ["WatchOperations"] = "A",
    };

    private static readonly string[] NoVisit = ["WatchBoard", "UnwatchBoard", "WatchOperations"];

    [Fact]
    public void Every_method_of_the_hub_has_a_row() =>
        Assert.Equal(typeof(IVisitHub).GetMethods().Select(m => m.Name).Order(StringComparer.Ordinal), MayAsk.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_method_answers_each_role_as_the_table_says()
    {
        await using var scene = await Scene.SetAsync();
        var (other, _) = await scene.App.ClinicianAsync("UT");
        var staff = new Dictionary<char, HubClient>
        {
            ['C'] = await scene.ClinicianAsync(), ['c'] = await scene.ConnectAsync(other), ['F'] = await scene.ConnectAsync(await scene.App.FrontDeskAsync()),
            ['A'] = await scene.ConnectAsync(await scene.App.StaffAsync("Admin")), ['U'] = await scene.ConnectAsync(await scene.App.AuditorAsync()), ['X'] = (await scene.PatientAsync()).Hub,
        };
        var wrong = new List<string>();
        foreach (var (method, allowed) in MayAsk) await TryAsync(scene, staff, method, allowed, wrong);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static async Task TryAsync(Scene scene, Dictionary<char, HubClient> staff, string method, string allowed, List<string> wrong)
    {
        var visit = await scene.App.VisitAsync(scene.ClinicianId);
        var roles = new Dictionary<char, HubClient>(staff) { ['P'] = (await scene.PatientAsync(visit)).Hub };
        using var admin = await scene.App.AdminAsync();
        var guest = "";
        foreach (var (letter, role) in new[] { ('G', "Guardian"), ('I', "Interpreter") }) (roles[letter], guest) = await GuestAsync(scene, admin, visit.Id, role);

        // Whoever may not first: whoever may may change the visit.
        foreach (var (role, hub) in roles.OrderBy(r => allowed.Contains(r.Key, StringComparison.Ordinal)))
        {
            var code = Scene.CodeOf(await hub.CallAsync(method, Body(method, visit, guest, scene.ClinicianId)));
            if (!IsRight(method, role, allowed.Contains(role, StringComparison.Ordinal), code)) wrong.Add($"{method} by {role}: {code ?? "yes"}");
        }
    }

    private static bool IsRight(string method, char role, bool may, string? code)
    {
        if (may) return code is not "NOT_ALLOWED" && (code is not "NOT_FOUND" || method is "AcknowledgeSafetyConcern" or "ResolveSafetyConcern");
        if (NoVisit.Contains(method)) return code is "NOT_ALLOWED";
        return role is 'X' or 'U' or 'c' ? code is "NOT_FOUND" : code is "NOT_ALLOWED" || (method is "RelaySignal" && code is "WRONG_PHASE");
    }

    private static async Task<(HubClient Hub, string Id)> GuestAsync(Scene scene, ClinicClient admin, string visitId, string role)
    {
        var invited = await admin.PostAsync($"/api/visits/{visitId}/participants", new { role, name = "Robin Guest" });
        var url = invited.GetProperty("joinLink").GetProperty("url").GetString()!;
        var guest = new ClinicClient(scene.App.Address);
        var joined = await guest.PostAsync("/api/join", new { linkToken = url[(url.LastIndexOf('/') + 1)..], name = "Robin Guest", mode = "bearer" });
        guest.Use(joined.GetProperty("accessToken").GetString()!);
        return (await scene.ConnectAsync(guest), joined.GetProperty("participantId").GetString()!);
    }

    private static object Body(string method, ScheduledVisit visit, string guest, string clinicianId) => new
    {
        visitId = visit.Id, commandId = Guid.NewGuid(), participantId = guest, toParticipantId = visit.PatientParticipantId, clinicianId, basis = "Emergency",
        reason = "Other", to = "Phone", outcome = "Safe", concernId = Guid.NewGuid(), disposition = "Completed", who = "Patient", text = "hello", clientMessageId = Guid.NewGuid(),
        method = method is "VerifyGuardian" ? "PhotoIdShown" : "OnCamera", authorityId = Guid.NewGuid(), payload = new { kind = "hello" }, sample = new { jitterMs = 3.5 }, screen = "Hold", codes = Array.Empty<string>(), language = "en", textVersion = "2026-01-01", textHash = new string('a', 64), yes = true, location = new { country = "US", state = "UT" },
        consent = new { version = "current", language = "en", accepted = true }, callbackPhoneDeclined = "NoPhone", emergencyContactDeclined = "Other",
        othersPresent = Array.Empty<object>(), privateSpace = true, device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };
}
