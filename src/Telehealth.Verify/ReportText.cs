namespace Telehealth.Verify;

/// <summary>The report for people.</summary>
internal static class ReportText
{
    public static void Write(Report report, TextWriter output, TextWriter errors)
    {
        foreach (var line in report.SaidLines) output.WriteLine($"says   {line}");
        foreach (var line in report.HoldsLines) output.WriteLine($"holds  {line}");
        foreach (var line in report.OpenLines) output.WriteLine($"open   {line}");
        foreach (var finding in report.Findings) output.WriteLine($"BAD    {finding.Check}: {(finding.Place.Length > 0 ? $"{finding.Place}: " : "")}{finding.Problem}");
        if (report.Unusable is { } why) errors.WriteLine(why);
        output.WriteLine(report.Exit switch
        {
            ExitCode.Holds => "RESULT everything that was checked holds.",
            ExitCode.Tampered => "RESULT evidence of tampering. The first BAD line names where it begins.",
            _ => "RESULT nothing can be said: the input cannot be used.",
        });
    }
}
