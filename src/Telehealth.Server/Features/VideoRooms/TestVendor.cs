using NodaTime.Text;
using Telehealth.Server.Desk;
using Telehealth.Server.Doors;

namespace Telehealth.Server.Features.VideoRooms;

/// <param name="Room">Also make a room and end it at once. Default true.</param>
internal sealed record TestVendorRequest(bool? Room = null);

/// <param name="Steps">In the order in which they were taken.</param>
/// <param name="Fallback">Steps of the provider that steps in; absent when none does.</param>
/// <param name="Room">The room whose callback is awaited: ask for it until its step is no longer Pending.</param>
internal sealed record VendorTestView(IReadOnlyList<VendorStep> Steps, IReadOnlyList<VendorStep>? Fallback, VendorTestRoom? Room);

/// <summary>An admin tries the connection; that they did, and what failed, is recorded.</summary>
internal sealed class TestVendor(VideoWatches watches, IClinicDesk desk)
{
    public async Task<Answer<VendorTestView>> HandleAsync(Caller caller, TestVendorRequest request, CancellationToken cancellation)
    {
        var watch = watches.Current;
        var test = await watch.TestAsync(request.Room ?? true, cancellation);
        var fallback = watches.Fallback is { } other ? (await other.TestAsync(withRoom: false, cancellation)).Steps : null;
        await RecordAsync(caller, watch.Name, [.. test.Steps, .. fallback ?? []], cancellation);
        return new VendorTestView(test.Steps, fallback, test.Room);
    }

    /// <param name="room">As the test told it.</param>
    /// <param name="until">As the test told it.</param>
    public async Task<Answer<VendorStep>> CalledBackAsync(string? room, string? until, CancellationToken cancellation)
    {
        var time = InstantPattern.ExtendedIso.Parse(until ?? "");
        if (new Check().Text(room, "room", 64).That(time.Success, "until", "an instant").Problem is { } problem) return problem;
        return await watches.Current.CalledBackAsync(new VendorTestRoom(room!, time.Value), cancellation);
    }

    private Task<bool> RecordAsync(Caller caller, string provider, IReadOnlyList<VendorStep> steps, CancellationToken cancellation) =>
        desk.ExecuteAsync(
            caller.Actor,
            (work, _) =>
            {
                string[] failed = [.. steps.Where(s => s.State is VendorStepState.Failed).Select(s => s.Code)];
                work.Record(new ClinicRecord("VideoServiceTested", "video", new Dictionary<string, string>(), new Dictionary<string, object?> { ["provider"] = provider, ["failed"] = failed }));
                return Task.FromResult(true);
            },
            cancellation);
}
