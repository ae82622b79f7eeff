using System.Text.Json.Nodes;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Tests.Rules;

/// <summary>Every kind of mistake is told with its file, its row and a reason, and all of them at once.</summary>
public sealed class BrokenRulesTests
{
    public static TheoryData<string, string, string, string> Mistakes { get; } = new()
    {
        // file, row, member and value ("" takes it away), what is said
        { RuleFiles.Minors, "WA-self", "fromAeg=13", "fromAeg is not known here" },
        { RuleFiles.Minors, "WA-self", "state=\"Washington\"", "state 'Washington' is no USPS code" },
        { RuleFiles.Minors, "WA-self", "state=\"wa\"", "state 'wa' is no USPS code" },
        { RuleFiles.Minors, "WA-self", "basis=\"SelfConsent\"", "basis 'SelfConsent' is none of" },
        { RuleFiles.Minors, "WA-self", "basis=1", "basis 'Number' is none of" },
        { RuleFiles.Minors, "WA-self", "fromAge=18", "fromAge is no whole number from 0 to 17" },
        { RuleFiles.Minors, "WA-self", "fromAge=\"13\"", "fromAge is no whole number from 0 to 17" },
        { RuleFiles.Minors, "WA-self", "asOf=", "asOf is missing" },
        { RuleFiles.Minors, "WA-self", "asOf=\"2016\"", "asOf is no date (YYYY-MM-DD)" },
        { RuleFiles.Minors, "WA-self", "asOf=\"2026-02-30\"", "asOf is no date (YYYY-MM-DD)" },
        { RuleFiles.Minors, "WA-self", "asOf=\"2026-11-25\"", "asOf is after today" },
        { RuleFiles.Minors, "WA-self", "source=", "source is missing" },
        { RuleFiles.Minors, "WA-self", "source=\" \"", "source is no text of 1 to 1000 characters" },
        { RuleFiles.Minors, "WA-self", "verifiedBy=", "verifiedBy is missing" },
        { RuleFiles.Minors, "WA-self", "confidence=", "confidence is missing" },
        { RuleFiles.Minors, "WA-self", "confidence=\"primary\"", "confidence 'primary' is none of Primary, Secondary, Unconfirmed" },
        { RuleFiles.Minors, "WA-self", "professions=[]", "professions is no list with something in it" },
        { RuleFiles.Minors, "WA-self", "professions=[\"RN\",\"RN\"]", "professions names something twice" },
        { RuleFiles.Minors, "WA-self", "verifyGuardian=true", "verifyGuardian goes with GuardianConsented only" },
        { RuleFiles.Minors, "ID-guardian", "until=\"2024-06-30\"", "from, until: the first date is after the last" },
        { RuleFiles.Minors, "WA-self", "id=\"WA-guardian\"", "there is another row of this name" },
        { RuleFiles.Minors, "FL-crisis", "limit={\"visits\":0,\"withinDays\":7}", "visits is no whole number from 1 to 1000" },
        { RuleFiles.Minors, "FL-crisis", "limit={\"visits\":2,\"withinDays\":7,\"per\":1}", "per is not known here" },
        { RuleFiles.Paths, "UT-full", "professions=", "professions is missing" },
        { RuleFiles.Paths, "UT-transition", "limit={\"unit\":\"Day\",\"max\":45,\"window\":\"SinceEvent\"}", "limit: days go with SinceEvent, and only with it" },
        { RuleFiles.Paths, "OR-counselor-permit", "limit={\"unit\":\"Day\",\"max\":30,\"window\":\"CalendarYear\",\"days\":3}", "limit: days go with SinceEvent, and only with it" },
        { RuleFiles.Paths, "UT-full", "telehealthOnly=\"yes\"", "telehealthOnly is neither true nor false" },
        { RuleFiles.Paths, "UT-full", "title=", "title is missing" },
        { RuleFiles.Compacts, "NLC", "mechanism=\"Licence\"", "mechanism 'Licence' is none of" },
        { RuleFiles.Compacts, "NLC", "members=7", "members is missing, or no list" },
        { RuleFiles.Compacts, "NLC", "operational=", "operational is missing" },
        { RuleFiles.Flexibilities, "DEA-telemedicine-2026", "until=\"2025-12-31\"", "from, until: the first date is after the last" },
        { RuleFiles.Flexibilities, "DEA-telemedicine-2026", "warnDays=", "warnDays is missing" },
        { RuleFiles.ServedStates, "UT", "state=\"XX\"", "state 'XX' is no USPS code" },
        { RuleFiles.Consents, "UT-consent", "when=\"Yearly\"", "when 'Yearly' is none of BeforeFirstVisit, EveryVisit" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_told_with_its_file_and_row(string file, string row, string change, string said)
    {
        var (member, value) = (change[..change.IndexOf('=', StringComparison.Ordinal)], change[(change.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        using var folder = new RuleFolder().WithRow(file, row, json =>
        {
            if (value.Length == 0) json.Remove(member);
            else json[member] = JsonNode.Parse(value);
        });
        var read = folder.Read();
        Assert.Null(read.Rules);
        Assert.Contains(read.Problems, p => p.File == file && p.Row.Length > 0 && p.Reason.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void All_mistakes_of_all_files_are_told_at_once()
    {
        using var folder = new RuleFolder()
            .With(RuleFiles.Minors, json => json["rows"]!.AsArray().Select(r => r!.AsObject()).ToList().ForEach(r => r.Remove("source")))
            .WithRow(RuleFiles.Paths, "UT-full", r => r["state"] = "utah");
        var problems = folder.Read().Problems;
        Assert.Contains(problems, p => p.File == RuleFiles.Paths && p.Row == "UT-full");
        Assert.Equal(20, problems.Count(p => p.File == RuleFiles.Minors && p.Reason == "source is missing"));
    }

    [Theory]
    [InlineData("", "is no JSON")]
    [InlineData("[]", "is no JSON object")]
    [InlineData("{\"rows\":[{},7]}", "is no object")]
    [InlineData("{}", "rows is missing, or no list")]
    [InlineData("{\"rows\":[],\"rows\":[]}", "is no JSON")]
    [InlineData("{\"rows\":[], \"row\":1}", "row is not known here")]
    [InlineData("{\"rows\":[] /* a comment */}", "is no JSON")]
    public void What_is_no_file_of_rules_is_told(string text, string said)
    {
        using var folder = new RuleFolder().WithText(RuleFiles.Minors, text);
        Assert.Contains(folder.Read().Problems, p => p.File == RuleFiles.Minors && p.Reason.StartsWith(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_that_is_no_rule_file_and_a_folder_that_is_none_are_told()
    {
        using var folder = new RuleFolder().WithText("minor.json", "{}");
        Assert.Contains(folder.Read().Problems, p => p.File == "minor.json" && p.Reason.StartsWith("is no rule file", StringComparison.Ordinal));
        using var empty = new RuleFolder();
        Assert.Contains(empty.Read().Problems, p => p.Reason == "holds no rule file");
        Assert.Contains(RuleSetReader.Read("/no/such/folder", RuleFolder.Today).Problems, p => p.Reason == "there is no such folder");
    }

    [Fact]
    public void A_served_state_needs_its_rows_and_its_words()
    {
        using var folder = new RuleFolder().With(RuleFiles.ServedStates, json => json["rows"]!.AsArray().Add(JsonNode.Parse(
            """{"state":"CO","asOf":"2026-11-01","source":"statute","verifiedBy":"Ada","confidence":"Primary"}""")));
        var problems = folder.Read().Problems;
        Assert.Contains(problems, p => p.File == RuleFiles.Paths && p.Reason.StartsWith("CO is served", StringComparison.Ordinal));
        Assert.Contains(problems, p => p.File == RuleFiles.Minors && p.Reason.StartsWith("CO is served", StringComparison.Ordinal));

        using var words = new RuleFolder().WithRow(RuleFiles.Consents, "OR-place", r => (r["state"], r["ownWords"]) = ("ID", true));
        Assert.Equal(2, words.Read().Problems.Count(p => p.File == RuleFiles.ConsentTexts && p.Reason.StartsWith("there is no paragraph for ID", StringComparison.Ordinal)));
    }
}
