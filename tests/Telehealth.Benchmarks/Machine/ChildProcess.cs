using System.Collections.Concurrent;
using System.Diagnostics;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Machine;

/// <summary>A running child: its last lines are kept for the error message, and it never outlives us.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private const int KeptLines = 40;
    private readonly ChildSpec _spec;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ChildProcess(ChildSpec spec, Process process)
    {
        (_spec, _process) = (spec, process);
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) =>
        {
            Keep(line.Data);
            if (spec.Echo && line.Data is not null) Console.Error.WriteLine(line.Data);
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Pid => _process.Id;

    public bool Running => !_process.HasExited;

    public string Tail => string.Join(Environment.NewLine, _lines);

    public static async Task<ChildProcess> StartAsync(ChildSpec spec) => new(spec, await Spawner.StartAsync(spec));

    /// <summary>Runs a program to its end; a failure or a run over the limit becomes a fault with its last lines.</summary>
    public static async Task RunAsync(ChildSpec spec, TimeSpan limit, CancellationToken cancel)
    {
        await using var child = await StartAsync(spec);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(limit);
        try
        {
            await child._process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new BenchFault($"{spec.Name} did not end within {limit.TotalSeconds:0} s; its last lines:\n{child.Tail}");
        }

        if (child._process.ExitCode != 0)
            throw new BenchFault($"{spec.Name} ended with {child._process.ExitCode}{(spec.Echo ? " (see above)" : $"; its last lines:\n{child.Tail}")}");
    }

    /// <summary>Waits until the address answers 200, the child ends, or the limit passes.</summary>
    public async Task ReadyAsync(Uri health, TimeSpan limit, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since) < limit)
        {
            if (!Running) throw new BenchFault($"{_spec.Name} ended while starting; its last lines:\n{Tail}");
            try
            {
                using var answer = await http.GetAsync(health, cancel);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
            {
                // not listening yet
            }

            await Task.Delay(100, cancel);
        }

        throw new BenchFault($"{_spec.Name} was not ready at {health.AbsolutePath} within {limit.TotalSeconds:0} s; its last lines:\n{Tail}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Running) Libc.Signal(Pid, _spec.StopSignal);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try { await _process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { _process.Kill(entireProcessTree: true); }
        Spawner.Forget(_process);
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _lines.Enqueue(line);
        if (_lines.Count > KeptLines) _lines.TryDequeue(out _);
    }
}
