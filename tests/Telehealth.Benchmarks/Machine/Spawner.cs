using System.Collections.Concurrent;
using System.Diagnostics;
using Telehealth.Benchmarks.Cli;

namespace Telehealth.Benchmarks.Machine;

/// <summary>
/// Starts every child from one thread that lives as long as we do: the kernel sends a parent-death signal when the *thread* that
/// forked ends, so a pool thread would take the servers with it. Whatever still runs at our exit is killed.
/// </summary>
internal static class Spawner
{
    private static readonly BlockingCollection<Action> Starts = [];
    private static readonly ConcurrentDictionary<int, Process> Living = new();
    private static readonly bool HasSetPriv = OnPath("setpriv") is not null;

    static Spawner()
    {
        new Thread(() => { foreach (var start in Starts.GetConsumingEnumerable()) start(); }) { IsBackground = true, Name = "spawner" }.Start();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => KillAll();
    }

    public static async Task<Process> StartAsync(ChildSpec spec)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try { started.SetResult(Process.Start(Describe(spec))!); }
            catch (Exception fault) { started.SetException(new BenchFault($"{spec.Name} does not start: {fault.Message}")); }
        });
        var process = await started.Task;
        Living[process.Id] = process;
        return process;
    }

    public static void Forget(Process process) => Living.TryRemove(process.Id, out _);

    public static string? OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static ProcessStartInfo Describe(ChildSpec spec)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        var asPostgres = spec.AsPostgres && Environment.IsPrivilegedProcess;
        if (asPostgres && !HasSetPriv) throw new BenchFault("setpriv (util-linux) is needed to run PostgreSQL when root");
        string[] prefix = HasSetPriv ? ["setpriv", "--pdeathsig", "KILL"] : [];
        string[] user = asPostgres ? ["--reuid", "postgres", "--regid", "postgres", "--init-groups"] : [];
        string[] all = [.. prefix, .. user, spec.File, .. spec.Arguments];
        start.FileName = all[0];
        foreach (var argument in all.Skip(1)) start.ArgumentList.Add(argument);
        foreach (var (name, value) in spec.Environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        start.WorkingDirectory = spec.Directory ?? Path.GetTempPath();
        return start;
    }

    private static void KillAll()
    {
        foreach (var process in Living.Values)
        {
            try { process.Kill(entireProcessTree: true); }
            catch (InvalidOperationException) { /* it has ended */ }
        }
    }
}
