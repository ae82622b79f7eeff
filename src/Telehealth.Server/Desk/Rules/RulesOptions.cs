using Microsoft.Extensions.Options;

namespace Telehealth.Server.Desk.Rules;

/// <summary>Settings of section <c>Rules</c>.</summary>
internal sealed class RulesOptions
{
    public const string Section = "Rules";

    /// <summary>Folder with the clinic's own rule files; each replaces the built-in file of its name, and what is missing stays as built in. Default none.</summary>
    public string? Folder { get; set; }
}

/// <summary>A server with rules that it cannot read does not start, and says everything that is wrong with them.</summary>
internal sealed class RulesOptionsCheck(TimeProvider time) : IValidateOptions<RulesOptions>
{
    public ValidateOptionsResult Validate(string? name, RulesOptions options)
    {
        var read = RuleSetReader.Read(options.Folder, RuleFiles.Today(time));
        return read.Problems.IsEmpty ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(read.Problems.Select(p => $"Rules: {p}"));
    }
}
