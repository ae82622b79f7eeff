namespace Telehealth.Server.Desk.Rules;

/// <summary>One mistake in a rule file.</summary>
/// <param name="Row">The row's id, or its number from 1; empty for the whole file.</param>
internal sealed record RuleProblem(string File, string Row, string Reason)
{
    public override string ToString() => Row.Length == 0 ? $"{File}: {Reason}" : $"{File}, row {Row}: {Reason}";
}
