using System.Text.Json.Nodes;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk.Rules;

namespace Telehealth.Server.Tests.Rules;

public sealed class RuleFilesTests
{
    private static readonly LoadedRules BuiltIn = RuleSetReader.Read(null, RuleFolder.Today).Rules!;

    [Fact]
    public void Every_row_says_where_it_comes_from()
    {
        var rows = BuiltIn.Rows.Where(r => r.File != RuleFiles.Compacts || r.Id.Contains('/', StringComparison.Ordinal)).ToList();
        Assert.True(rows.Count > 100, $"{rows.Count} rows");
        Assert.All(rows, r =>
        {
            Assert.False(string.IsNullOrWhiteSpace(r.Provenance!.Source) || string.IsNullOrWhiteSpace(r.Provenance.VerifiedBy), r.Id);
            Assert.InRange(r.Provenance.AsOf, new LocalDate(2015, 1, 1), new LocalDate(2026, 11, 23));
        });
    }

    /// <summary>A change of any row in force moves this: it is what every decision cites.</summary>
    [Fact]
    public void The_built_in_rules_have_the_hash_that_they_had() => Assert.Equal("7ca0cd4e15b5a5dd5cdb38a2a6ee7d320e665d92d015d3f3535271b76d526904", BuiltIn.Hash);

    [Fact]
    public void What_nobody_confirmed_stands_in_its_file_and_counts_for_nothing()
    {
        var waiting = BuiltIn.Rows.Where(r => !r.Active).Select(r => r.Id).ToList();
        Assert.Contains("OR-nurse-social-worker", waiting);
        Assert.DoesNotContain(BuiltIn.Set.Paths, p => waiting.Contains(p.Id));
        Assert.DoesNotContain(BuiltIn.Set.Consents, c => waiting.Contains(c.Id));
        Assert.DoesNotContain(BuiltIn.Set.Compacts.SelectMany(c => c.Members), m => m.Provenance.Confidence is RuleConfidence.Unconfirmed);
    }

    [Fact]
    public void The_seven_states_are_served_and_each_has_its_own_full_licence()
    {
        Assert.Equal(["AZ", "FL", "ID", "NV", "OR", "UT", "WA"], BuiltIn.Set.ServedStates);
        Assert.All(BuiltIn.Set.ServedStates, s => Assert.Contains(BuiltIn.Set.Paths, p => p.State == s && p.Kind is AuthorityKind.FullLicense && p.Professions.Length == 9));
    }

    [Fact]
    public void Of_the_compacts_only_what_issues_says_from_when()
    {
        string[] Issuing(CompactId id) => [.. BuiltIn.Set.Compacts.Single(c => c.Id == id).Members.Where(m => m.IssuingFrom is not null).Select(m => m.State).Order(StringComparer.Ordinal)];
        Assert.Equal(["AZ"], Issuing(CompactId.COUNSELING));
        Assert.Equal(["AZ", "FL", "ID", "NV", "UT", "WA"], Issuing(CompactId.PSYPACT));
        Assert.Equal(["AZ", "FL", "ID", "UT", "WA"], Issuing(CompactId.NLC));
        Assert.Empty(Issuing(CompactId.SOCIAL_WORK));
        Assert.Empty(Issuing(CompactId.IMLC));
        Assert.Equal([CompactId.IMLC, CompactId.NLC, CompactId.PSYPACT, CompactId.COUNSELING], BuiltIn.Set.Compacts.Where(c => c.Operational).Select(c => c.Id));
        Assert.Equal([Profession.RN], BuiltIn.Set.Compacts.Single(c => c.Id == CompactId.NLC).Professions.AsEnumerable());
    }

    [Fact]
    public void The_counters_are_those_of_the_facts() => Assert.Equal(
        [
            ("AZ-low-volume", UsageUnit.Encounter, 9, UsageWindow.CalendarYear, null), ("FL-491-visitor", UsageUnit.Day, 15, UsageWindow.CalendarYear, null),
            ("ID-psychologist-permit", UsageUnit.Day, 30, UsageWindow.CalendarYear, null), ("OR-counselor-permit", UsageUnit.Day, 30, UsageWindow.Rolling12Months, null),
            ("OR-psychologist-visitor", UsageUnit.Day, 30, UsageWindow.Rolling12Months, null), ("UT-one-patient", UsageUnit.Patient, 1, UsageWindow.SinceEvent, 273),
            ("UT-transition", UsageUnit.Day, 45, UsageWindow.SinceEvent, (int?)45),
        ],
        BuiltIn.Set.Paths.Where(p => p.Limit is not null).OrderBy(p => p.Id, StringComparer.Ordinal).Select(p => (p.Id, p.Limit!.Unit, p.Limit.Max, p.Limit.Window, p.Limit.Days)));

    [Theory]
    [InlineData(180, false)]
    [InlineData(181, true)]
    public void A_source_is_too_old_on_the_day_after_its_last(int days, bool stale)
    {
        var row = BuiltIn.Rows.Single(r => r.Id == "UT-full");
        Assert.Equal(stale, row.IsStale(row.Provenance!.AsOf.PlusDays(days), 180));
    }

    [Theory]
    [InlineData("2026-10-31", false)]
    [InlineData("2026-11-01", true)]
    [InlineData("2027-01-15", true)]
    public void The_end_of_a_flexibility_is_told_from_sixty_days_ahead_to_whom_it_concerns(string on, bool told)
    {
        var (dea, day) = (Assert.Single(BuiltIn.Set.Flexibilities), NodaTime.Text.LocalDatePattern.Iso.Parse(on).Value);
        Assert.Equal(new LocalDate(2026, 12, 31), dea.Until);
        Assert.Equal(told, dea.Warns(day, Profession.APRN));
        Assert.False(dea.Warns(day, Profession.LCSW));
    }

    [Fact]
    public void The_order_of_rows_and_members_is_not_part_of_the_rules()
    {
        using var folder = new RuleFolder().With(RuleFiles.Minors, json =>
        {
            var rows = json["rows"]!.AsArray();
            var last = rows[^1]!.AsObject();
            rows.RemoveAt(rows.Count - 1);
            rows.Insert(0, new JsonObject(last.Reverse().Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))));
        });
        Assert.Equal(BuiltIn.Hash, folder.Read().Rules!.Hash);
    }

    [Fact]
    public void A_file_of_the_clinic_stands_in_the_place_of_the_built_in_one_and_only_of_that()
    {
        using var folder = new RuleFolder().WithRow(RuleFiles.Minors, "WA-self", row => row["fromAge"] = 14);
        var own = folder.Read().Rules!;
        Assert.Equal(14, own.Set.Minors.Single(m => m.Id == "WA-self").FromAge);
        Assert.Equal(BuiltIn.Set.Paths.Length, own.Set.Paths.Length);
        Assert.NotEqual(BuiltIn.Hash, own.Hash);
        Assert.Equal([RuleFiles.Minors], own.Files.Where(f => f.Origin == RuleFiles.Clinic).Select(f => f.Name));
    }

    [Fact]
    public void A_row_that_is_not_in_force_and_a_note_do_not_move_what_decisions_cite()
    {
        using var folder = new RuleFolder().WithRow(RuleFiles.Paths, "OR-nurse-social-worker", row => row["title"] = "something else");
        Assert.Equal(BuiltIn.Hash, folder.Read().Rules!.Hash);
    }
}
