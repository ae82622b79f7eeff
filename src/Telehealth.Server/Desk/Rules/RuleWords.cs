namespace Telehealth.Server.Desk.Rules;

/// <summary>How the rule files spell the words of the domain: by their names, but for compacts, whose names are signs.</summary>
internal static class RuleWords
{
    public static string[] NamesOf<T>() where T : struct, Enum => Names<T>.All;

    private static class Names<T> where T : struct, Enum
    {
        public static readonly string[] All = [.. Enum.GetNames<T>()];
    }
}
