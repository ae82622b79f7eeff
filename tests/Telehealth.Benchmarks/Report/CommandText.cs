namespace Telehealth.Benchmarks.Report;

/// <summary>A command line fit to be committed: no passwords, and of paths only the last part.</summary>
internal static class CommandText
{
    public static string Of(IEnumerable<string> arguments)
    {
        var hide = false;
        return string.Join(' ', arguments.Select(argument =>
        {
            var shown = hide ? "…" : Path.IsPathRooted(argument) ? Path.GetFileName(argument) : argument;
            hide = argument == "--admin";
            return shown;
        }));
    }
}
