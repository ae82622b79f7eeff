using System.Diagnostics;

namespace Telehealth.Tests.Shared;

/// <summary>Waits for a state of another process, always with a limit.</summary>
public static class Poll
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    public static Task PauseAsync() => Task.Delay(Step, TimeProvider.System);

    public static async Task UntilAsync(Func<Task<bool>> reached, string what, int seconds = 20)
    {
        var clock = Stopwatch.StartNew();
        while (!await reached())
        {
            if (clock.Elapsed > TimeSpan.FromSeconds(seconds)) throw new TimeoutException($"Not within {seconds} s: {what}");
            await PauseAsync();
        }
    }
}
