namespace Telehealth.Browser.Tests.Support;

/// <summary>A check-in over the hub, for tests that are about what others see of it.</summary>
internal static class CheckIns
{
    public static object At(string visitId, string state, object? address = null, object? coordinates = null) => new
    {
        visitId, commandId = Guid.NewGuid(), location = new { country = "US", state, address, coordinates }, consent = new { version = "current", language = "en", accepted = true },
        callbackPhone = "+18015550100", emergencyContactDeclined = "Other", othersPresent = Array.Empty<object>(), privateSpace = true,
        device = new { camera = "ok", microphone = "ok", speaker = "ok" },
    };
}
