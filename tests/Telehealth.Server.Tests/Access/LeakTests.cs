using System.Text;
using Microsoft.Extensions.Logging;
using Telehealth.Server.Tests.Support;
using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Access;

/// <summary>Marks planted in every personal field and secret must not come out where logs are read, in problems, or in metrics.</summary>
public sealed class LeakTests
{
    private static readonly string[] Marks = ["Qzgiven", "Qzfamily", "+1 999 555 7777", "qzmail@marks.test", "Qzexternal", "1931-07-13", "Qzguest", "Qzreason", "Qzpassword-1234"];

    [Fact]
    public async Task Nothing_personal_reaches_the_log_a_problem_or_the_metrics()
    {
        var console = Console.Out;
        using var printed = new StringWriter();
        Console.SetOut(TextWriter.Synchronized(printed));
        try
        {
            var problems = new StringBuilder();
            var tokens = new List<string>();
            await using (var app = await TelehealthApp.StartAsync(heard: LogLevel.Debug)) await DriveAsync(app, problems, tokens);
            var seen = printed + "\n" + problems;
            Assert.Contains("Storage is ready", seen, StringComparison.Ordinal);
            Assert.Contains("INVALID", seen, StringComparison.Ordinal);
            foreach (var mark in Marks.Concat(tokens)) AssertAbsent(seen, mark);
        }
        finally
        {
            Console.SetOut(console);
        }
    }

    private static async Task DriveAsync(TelehealthApp app, StringBuilder problems, List<string> tokens)
    {
        var (clinician, id) = await app.ClinicianAsync("UT");
        using var admin = await app.AdminAsync();
        var patient = new { givenName = Marks[0], familyName = Marks[1], phone = Marks[2], email = Marks[3], externalId = Marks[4], birthDate = Marks[5] };
        var visit = ScheduledVisit.Read(await admin.PostAsync("/api/visits", new { patient, clinicianId = id, startsAt = DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp" }));
        tokens.AddRange([visit.LinkToken, admin.AccessToken!, clinician.AccessToken!]);
        using var stranger = app.Stranger();
        await TryAsync(problems, stranger, "/api/join", new { linkToken = visit.LinkToken, birthDate = "1930-07-13" });
        await TryAsync(problems, stranger, "/api/join", new { linkToken = visit.LinkToken, birthDate = "13 July Qzgiven" });
        await TryAsync(problems, stranger, "/api/auth/sign-in", new { email = Marks[3], password = Marks[8] });
        await TryAsync(problems, admin, "/api/patients", patient);
        await TryAsync(problems, admin, "/api/patients", new { givenName = Marks[0] + new string('x', 200), familyName = Marks[1], phone = "Qzexternal", email = "not " + Marks[3] });
        await TryAsync(problems, admin, "/api/staff", new { email = "not " + Marks[3], givenName = Marks[0], familyName = Marks[1], roles = new[] { "Admin" }, password = "x" });
        await TryAsync(problems, admin, "/api/staff", new { email = Marks[3], givenName = Marks[0], familyName = Marks[1], roles = new[] { "Qzreason" } });
        await TryAsync(problems, admin, $"/api/visits/{visit.Id}/participants", new { role = "Interpreter", name = Marks[6] });
        await TryAsync(problems, admin, $"/api/visits/{visit.Id}/outcome", new { to = "Completed", reason = Marks[7] });
        using (var joined = await ClinicClient.JoinedAsync(app.Address, visit.LinkToken, Marks[5])) tokens.Add(joined.AccessToken!);
        using var http = new HttpClient { BaseAddress = app.Address };
        foreach (var path in new[] { $"/join/{visit.LinkToken}", $"/api/patients?query={Marks[0]}", $"/api/visits?cursor={Marks[0]}", $"/{Marks[0]}" })
        {
            using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
            problems.Append(await response.Content.ReadAsStringAsync());
        }

        await Assert.ThrowsAsync<HttpRequestException>(() => admin.GetAsync($"/api/visits?state={Marks[0]}"));
        problems.Append(await http.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        clinician.Dispose();
    }

    private static async Task TryAsync(StringBuilder problems, ClinicClient client, string path, object body)
    {
        using var response = await client.SendAsync(path, body);
        if (!response.IsSuccessStatusCode) problems.Append(await response.Content.ReadAsStringAsync());
    }

    private static void AssertAbsent(string seen, string mark)
    {
        foreach (var form in new[] { mark, mark.ToUpperInvariant(), mark.ToLowerInvariant(), Uri.EscapeDataString(mark), Convert.ToBase64String(Encoding.UTF8.GetBytes(mark)) })
        {
            var at = seen.IndexOf(form, StringComparison.Ordinal);
            Assert.True(at < 0, at < 0 ? "" : $"'{form}' leaked: …{seen[Math.Max(0, at - 200)..Math.Min(seen.Length, at + 100)]}…");
        }
    }
}
