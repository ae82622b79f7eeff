using System.ComponentModel.DataAnnotations;
using NodaTime;
using Telehealth.Domain.Visits;
using Telehealth.Server.Desk;

namespace Telehealth.Server.Tests.Desk;

public sealed class VisitsOptionsTests
{
    [Fact]
    public void Without_settings_the_rules_are_those_of_the_law() => Assert.Equal(VisitPolicy.Default, new VisitsOptions().ToPolicy());

    [Fact]
    public void Every_number_of_the_rules_is_a_setting_of_its_own()
    {
        var numbers = typeof(VisitPolicy).GetProperties().Where(p => p.SetMethod is not null).ToDictionary(p => p.Name);
        foreach (var setting in typeof(VisitsOptions).GetProperties())
        {
            var options = new VisitsOptions();
            setting.SetValue(options, setting.GetValue(options) switch { int number => number + 1, bool flag => !flag, var other => other });
            var policy = options.ToPolicy();
            var changed = numbers.Values.Where(n => !Equals(n.GetValue(policy), n.GetValue(VisitPolicy.Default))).Select(n => n.Name).ToList();
            Assert.True(numbers.Remove(Assert.Single(changed)), setting.Name);
        }

        Assert.Empty(numbers.Keys);
    }

    [Theory]
    [InlineData(nameof(VisitsOptions.AttestationAskAtMinutes), 30)]
    [InlineData(nameof(VisitsOptions.ReconnectingSeconds), 120)]
    [InlineData(nameof(VisitsOptions.AwaySeconds), 5)]
    [InlineData(nameof(VisitsOptions.TokenAtLeastMinutes), 0)]
    public void Numbers_that_do_not_fit_are_refused_at_start(string setting, int value)
    {
        var options = new VisitsOptions();
        typeof(VisitsOptions).GetProperty(setting)!.SetValue(options, value);
        Assert.False(Validator.TryValidateObject(options, new ValidationContext(options), null, validateAllProperties: true));
    }

    [Fact]
    public void A_unit_is_what_its_name_says() =>
        Assert.Equal((Duration.FromMinutes(7), Duration.FromSeconds(7)), (new VisitsOptions { HoldNudgeMinutes = 7 }.ToPolicy().HoldNudgeAfter, new VisitsOptions { AwaySeconds = 7 }.ToPolicy().AwayAfter));
}
