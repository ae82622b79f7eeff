using NodaTime;

namespace Telehealth.Server.Desk;

/// <summary>What an admin may know of a video provider, in our words: no ids of people, no words of the vendor.</summary>
internal interface IVendorWatch
{
    /// <summary>As <see cref="IVideoProvider.Name"/>.</summary>
    string Name { get; }

    /// <summary>What this process saw of the vendor since it started; null where there is none.</summary>
    VendorFigures? Figures { get; }

    /// <summary>What can be said without asking anybody: settings and the keys at hand.</summary>
    IReadOnlyList<VendorStep> LookAtSettings();

    /// <summary>Asks the vendor, and makes and ends a room of its own where that is wished.</summary>
    Task<VendorTest> TestAsync(bool withRoom, CancellationToken cancellation);

    /// <summary>Whether the vendor has called back about the room of a test: pending until then or until the time is over.</summary>
    Task<VendorStep> CalledBackAsync(VendorTestRoom room, CancellationToken cancellation);
}

/// <summary>Closed: calls go out. Open: too many failed, calls end at once for a while. HalfOpen: one call tries again.</summary>
internal enum VendorCircuit { Closed, HalfOpen, Open }

/// <param name="Call">The kind of call.</param>
/// <param name="Since">Since when the circuit is as it is.</param>
/// <param name="LastError">A code of ours; kept after calls work again.</param>
/// <param name="LastErrorText">The same in plain words.</param>
internal sealed record VendorCallState(
    string Call, VendorCircuit Circuit, Instant Since, long Calls, long Failed, Instant? LastSuccessAt, Instant? LastErrorAt, string? LastError, string? LastErrorText);

/// <param name="RefusedCallbacks">Callbacks that were not signed with a token of ours.</param>
/// <param name="Compared">The last comparison of our rooms with the vendor's that this process made; null before its first.</param>
internal sealed record VendorFigures(Instant Since, IReadOnlyList<VendorCallState> Calls, long RefusedCallbacks, Instant? LastRefusedAt, VendorComparison? Compared);

/// <param name="Finished">False when the vendor did not answer to the end; the next comparison goes on.</param>
internal sealed record VendorComparison(Instant At, bool Finished);

internal enum VendorStepState { Passed, Warning, Failed, Skipped, Pending }

/// <param name="Text">A sentence for the admin: what is so, and what to do about it.</param>
internal sealed record VendorStep(string Code, VendorStepState State, string Text);

/// <param name="Id">The vendor's id of a room that was made to be ended at once.</param>
/// <param name="Until">When waiting for its callback is over.</param>
internal sealed record VendorTestRoom(string Id, Instant Until);

/// <param name="Room">The room whose callback is awaited, where one was made.</param>
internal sealed record VendorTest(IReadOnlyList<VendorStep> Steps, VendorTestRoom? Room = null);
