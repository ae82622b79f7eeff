using System.Globalization;

namespace Telehealth.Benchmarks.Machine;

/// <summary>Processor time and resident memory as the kernel counts them. One tick is 10 ms.</summary>
internal static class ProcReading
{
    private const double TicksPerSecond = 100;

    /// <summary>User + system seconds of one process since it started.</summary>
    public static double CpuSeconds(int pid)
    {
        var fields = Stat(pid);
        return fields is null ? 0 : Ticks(fields, 11, 12) / TicksPerSecond;
    }

    public static long ResidentBytes(int pid)
    {
        var pages = File.ReadAllText($"/proc/{pid}/statm").Split(' ')[1];
        return long.Parse(pages, CultureInfo.InvariantCulture) * Environment.SystemPageSize;
    }

    /// <summary>Seconds used by a process and everything under it, ended children included.</summary>
    public static double TreeCpuSeconds(int root)
    {
        var living = Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), out var pid) ? pid : 0)
            .Where(pid => pid > 0)
            .Select(pid => (Pid: pid, Fields: Stat(pid)))
            .Where(process => process.Fields is not null)
            .ToDictionary(process => process.Pid, process => process.Fields!);
        return living.Where(process => IsUnder(root, process.Key, living)).Sum(process => Ticks(process.Value, 11, 12, 13, 14)) / TicksPerSecond;
    }

    /// <summary>Seconds in which any core did something: user, nice, system, interrupts.</summary>
    public static double MachineBusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Ticks(fields, 1, 2, 3, 6, 7) / TicksPerSecond;
    }

    private static bool IsUnder(int root, int pid, Dictionary<int, string[]> living)
    {
        for (var steps = 0; pid > 1 && steps < 64; steps++)
        {
            if (pid == root) return true;
            pid = living.TryGetValue(pid, out var fields) ? int.Parse(fields[1], CultureInfo.InvariantCulture) : 0;
        }

        return false;
    }

    /// <summary>The fields after the name, which may hold spaces: state is 0, parent 1, utime 11, stime 12, cutime 13, cstime 14.</summary>
    private static string[]? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static double Ticks(string[] fields, params ReadOnlySpan<int> indexes)
    {
        var sum = 0.0;
        foreach (var index in indexes) sum += double.Parse(fields[index], CultureInfo.InvariantCulture);
        return sum;
    }
}
