using Telehealth.Tests.Shared.Twilio;

namespace Telehealth.Tests.Shared.Faults;

/// <summary>How many visits go how, and what the vendor does to them meanwhile.</summary>
public sealed record FaultRunSpec
{
    public int Visits { get; init; } = 200;

    /// <summary>Clinicians who see one patient after the other, side by side.</summary>
    public int Lines { get; init; } = 20;

    /// <summary>How long the vendor is away in the middle of it.</summary>
    public TimeSpan Outage { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long two people are in the room, at the least; at the most twice as long.</summary>
    public TimeSpan Stay { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Between an answer that there is no video and the next press.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After the last visit, until the vendor may have no room of ours any more.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>Rooms that were made and that nobody knows of, as after a crash between the vendor's answer and our commit.</summary>
    public int Strays { get; init; } = 5;

    /// <summary>Presses without video after which every other clinician takes the fallback where it is offered; the rest press on.</summary>
    public int FallbackAfter { get; init; } = 3;

    public FaultDial Vendor { get; init; } = new() { HeldBack = 0.20, Broken = 0.10, Silent = 0.05, Reset = 0.01, HalfClosed = 0.01, SlowBody = 0.01, Garbage = 0.01 };

    public CallbackDial Callbacks { get; init; } = new() { Late = 0.10, Doubled = 0.05, Lost = 0.05 };

    public int Seed { get; init; } = 1;

    // Of twenty visits: four are put on hold and go on, two are handed over, and two patients give up when there is no video at the first press.
    internal bool IsHeld(int number) => number % 5 == 1;

    internal bool IsTransferred(int number) => number % 10 == 3;

    internal bool GivesUp(int number) => number % 10 == 7;

    internal bool TakesFallback(int number, int presses) => number % 2 == 0 && presses >= FallbackAfter;
}
