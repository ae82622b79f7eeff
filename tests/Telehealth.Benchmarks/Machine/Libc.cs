using System.Runtime.InteropServices;

namespace Telehealth.Benchmarks.Machine;

/// <summary>The three calls that .NET does not offer: a signal to a process, and a sleep finer than a millisecond.</summary>
internal static partial class Libc
{
    public const int Interrupt = 2;
    public const int Terminate = 15;
    private const int SetTimerSlack = 29;

    public static void Signal(int pid, int signal) => _ = Kill(pid, signal);

    /// <summary>Lets this thread wake within microseconds of the time it asked for (the default slack is 50).</summary>
    public static void WakePrecisely() => _ = Prctl(SetTimerSlack, 1000, 0, 0, 0);

    public static void Sleep(TimeSpan time)
    {
        if (time <= TimeSpan.Zero) return;
        var request = new TimeSpec(time.Ticks / TimeSpan.TicksPerSecond, time.Ticks % TimeSpan.TicksPerSecond * 100);
        _ = NanoSleep(in request, 0);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int pid, int signal);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    private static partial int NanoSleep(in TimeSpec request, nint remaining);

    private readonly struct TimeSpec(long seconds, long nanoseconds)
    {
        public readonly long Seconds = seconds;
        public readonly long Nanoseconds = nanoseconds;
    }
}
