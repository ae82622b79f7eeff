using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Telehealth.Tests.Shared;

/// <summary>A program that uses the clinic's API from outside; it shares no code with the server, only the written contract.</summary>
public sealed class ClinicClient : IDisposable
{
    private readonly HttpClient _http;

    public ClinicClient(Uri address) => _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public string? AccessToken { get; private set; }
    public Uri Address => _http.BaseAddress!;

    public static async Task<ClinicClient> SignedInAsync(Uri address, string email, string password)
    {
        var client = new ClinicClient(address);
        var answer = await client.PostAsync("/api/auth/sign-in", new { email, password, mode = "bearer" });
        client.Use(answer.GetProperty("accessToken").GetString()!);
        return client;
    }

    /// <summary>Joins by link as a patient would, as a program that holds its own token.</summary>
    public static async Task<ClinicClient> JoinedAsync(Uri address, string linkToken, string birthDate)
    {
        var client = new ClinicClient(address);
        var answer = await client.PostAsync("/api/join", new { linkToken, birthDate, mode = "bearer" });
        client.Use(answer.GetProperty("accessToken").GetString()!);
        client.ParticipantId = answer.GetProperty("participantId").GetString();
        return client;
    }

    public string? ParticipantId { get; private set; }

    public void Use(string accessToken)
    {
        AccessToken = accessToken;
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return await ReadAsync(response, path);
    }

    public async Task<JsonElement> PostAsync(string path, object? body, string? idempotencyKey = null)
    {
        using var response = await SendAsync(path, body, idempotencyKey);
        return await ReadAsync(response, path);
    }

    public async Task<HttpResponseMessage> SendAsync(string path, object? body, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = JsonContent.Create(body ?? new { }) };
        if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await _http.SendAsync(request);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>A licensed clinician of the profession in the states, verified on the day, which is today when none is named.</summary>
    public async Task<string> AddClinicianAsync(string email, string password, string[] states, string profession = "APRN", DateTimeOffset? day = null)
    {
        var clinician = await PostAsync("/api/clinicians", new { email, password, givenName = "Ada", familyName = "Test", credentials = "PMHNP", profession });
        var id = clinician.GetProperty("id").GetString()!;
        foreach (var state in states) await AddAuthorityAsync(id, state, profession, day: day);
        return id;
    }

    public Task<JsonElement> AddAuthorityAsync(string clinicianId, string state, string profession = "APRN", string boardStatus = "Active", DateTimeOffset? day = null) =>
        PostAsync($"/api/clinicians/{clinicianId}/authorities", new
        {
            kind = "FullLicense", profession, jurisdictions = new[] { state }, number = $"{state}-1001", issuer = $"{state} Board", effectiveOn = "2020-01-01",
            expiresOn = "2099-12-31", boardStatus, verifiedOn = (day ?? DateTimeOffset.UtcNow).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), source = "primary source",
        });

    /// <summary>A visit that starts now, with a new patient born 1990-04-05.</summary>
    public async Task<ScheduledVisit> ScheduleAsync(string clinicianId, DateTimeOffset? startsAt = null, string? idempotencyKey = null)
    {
        var answer = await PostAsync("/api/visits", new
        {
            patient = new { givenName = "Pat", familyName = "Probe", birthDate = ScheduledVisit.BirthDate, preferredLanguage = "en" },
            clinicianId, startsAt = startsAt ?? DateTimeOffset.UtcNow, durationMinutes = 30, kind = "FollowUp",
        }, idempotencyKey);
        return ScheduledVisit.Read(answer);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response, string path)
    {
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode) throw new HttpRequestException($"{path}: {(int)response.StatusCode} {text}", null, response.StatusCode);
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone();
    }
}

public sealed record ScheduledVisit(string Id, long Version, string LinkToken, string PatientParticipantId)
{
    public const string BirthDate = "1990-04-05";

    public static ScheduledVisit Read(JsonElement answer)
    {
        var link = answer.GetProperty("joinLinks").EnumerateArray().First(l => l.GetProperty("role").GetString() == "Patient");
        var url = link.GetProperty("url").GetString()!;
        return new ScheduledVisit(answer.GetProperty("id").GetString()!, answer.GetProperty("version").GetInt64(), url[(url.LastIndexOf('/') + 1)..], link.GetProperty("participantId").GetString()!);
    }
}
