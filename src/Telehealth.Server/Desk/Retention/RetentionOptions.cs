using System.Collections.Frozen;
using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Telehealth.Domain.Retention;

namespace Telehealth.Server.Desk.Retention;

/// <summary>Settings of section <c>Audit</c>: how long records are kept. Nothing is removed by itself; <c>telehealth log prune</c> goes by these.</summary>
internal sealed class RetentionOptions
{
    public const string Section = "Audit";

    /// <summary>Years for which records are kept, counted from the end of the visit that they belong to, else from themselves. Default 10 (ASTM E2147); 6 (45 CFR 164.316) to 99.</summary>
    [Range(RetentionTerm.FewestYears, 99)]
    public int RetentionYears { get; set; } = 10;

    /// <summary>Age of majority in years, for records of patients who are or were minors. Default 18; 18 to 21.</summary>
    [Range(18, 21)]
    public int AgeOfMajority { get; set; } = 18;

    /// <summary>Years for which records of a patient are kept beyond the age of majority, where that is later. Default 2 (ASTM E2147); 0 to 30.</summary>
    [Range(0, 30)]
    public int YearsAfterMajority { get; set; } = 2;

    /// <summary>Where a state asks for another term, for visits with the patient there: "ST:years", "ST:years:majority" or "ST:years:majority:yearsAfter", such as "NV:10:18:5". Years 6 to 99. Default none.</summary>
    public string[] StateRetention { get; set; } = [];

    public RetentionPolicy ToPolicy()
    {
        var general = new RetentionTerm(RetentionYears, AgeOfMajority, YearsAfterMajority);
        return new(general, StateRetention.Select(s => RetentionTerm.TryRead(s, general)!.Value).ToFrozenDictionary(s => s.State, s => s.Term));
    }
}

/// <summary>Each state's term can be read, and no state has two.</summary>
internal sealed class RetentionOptionsCheck : IValidateOptions<RetentionOptions>
{
    public ValidateOptionsResult Validate(string? name, RetentionOptions options)
    {
        var general = new RetentionTerm(options.RetentionYears, options.AgeOfMajority, options.YearsAfterMajority);
        var read = options.StateRetention.Select(s => RetentionTerm.TryRead(s, general)).ToList();
        var wrong = read.Any(r => r is null) ? "each entry is a state's two capital letters and its years (6 to 99), then the age of majority (18 to 21) and the years after it, apart by colons"
            : read.DistinctBy(r => r!.Value.State).Count() < read.Count ? "a state stands there twice" : null;
        return wrong is null ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail($"Audit:StateRetention: {wrong}.");
    }
}
