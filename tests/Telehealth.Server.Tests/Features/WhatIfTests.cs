using System.Net;
using System.Text.Json;
using Telehealth.Server.Tests.Support;

namespace Telehealth.Server.Tests.Features;

/// <summary>The engine asked without a visit: whatever a visit may bring can be supposed.</summary>
public sealed class WhatIfTests
{
    [Fact]
    public async Task A_supposed_device_by_a_line_holds_until_the_address_is_supposed_to_be_confirmed()
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var id = await admin.AddClinicianAsync("idaho@clinic.test", TelehealthApp.Password, ["ID"]);
        var device = new { candidates = new[] { "WA", "ID" }, accuracyMeters = 80 };

        var held = await admin.PostAsync("/api/licensure/evaluate", new { clinicianId = id, location = new { country = "US", state = "ID", device, hasAddress = true } });
        Assert.Equal("Hold", held.GetProperty("verdict").GetString());
        var told = held.GetProperty("evidence").GetProperty("device");
        Assert.Equal(["ID", "WA"], told.GetProperty("candidates").EnumerateArray().Select(c => c.GetString()!));
        Assert.Equal(("Under500m", 100, true), (told.GetProperty("nearestBorder").GetString(), told.GetProperty("accuracyMeters").GetInt32(), told.GetProperty("counted").GetBoolean()));

        var allowed = await admin.PostAsync("/api/licensure/evaluate", new { clinicianId = id, confirmed = true, clinicianLocation = "UT", location = new { country = "US", state = "ID", device, hasAddress = true } });
        Assert.Equal("Allow", allowed.GetProperty("verdict").GetString());
        Assert.Equal("OnCamera", allowed.GetProperty("evidence").GetProperty("confirmation").GetProperty("method").GetString());
        Assert.Equal("UT", allowed.GetProperty("evidence").GetProperty("clinicianLocation").GetString());
    }

    [Theory]
    [InlineData("{\"candidates\":[],\"accuracyMeters\":50}")]
    [InlineData("{\"candidates\":[\"ID\"],\"accuracyMeters\":30000}")]
    [InlineData("{\"candidates\":[\"Idaho\"],\"accuracyMeters\":50}")]
    [InlineData("{\"candidates\":[\"ID\"],\"accuracyMeters\":-1}")]
    public async Task A_device_that_cannot_be_is_refused(string device)
    {
        await using var app = await TelehealthApp.StartAsync();
        using var admin = await app.AdminAsync();
        var id = await admin.AddClinicianAsync("idaho@clinic.test", TelehealthApp.Password, ["ID"]);
        using var response = await admin.SendAsync("/api/licensure/evaluate", new { clinicianId = id, location = new { country = "US", state = "ID", device = JsonDocument.Parse(device).RootElement } });
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
