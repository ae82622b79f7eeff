using Telehealth.Tests.Shared;

namespace Telehealth.Server.Tests.Conventions;

/// <summary>With <c>TELEHEALTH_WRITE_DOCS=1</c> the files are written instead of compared.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_setting_says_what_it_means_and_its_default()
    {
        var silent = SettingsDocs.All().Where(s => !s.Meaning.Contains("default", StringComparison.OrdinalIgnoreCase) && !s.Meaning.Contains("normally absent", StringComparison.Ordinal)).Select(s => s.Key);
        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("docs/settings.md")]
    [InlineData("appsettings.json")]
    public void Every_setting_is_explained_in(string file)
    {
        var settings = SettingsDocs.All();
        var text = file.EndsWith(".md", StringComparison.Ordinal) ? SettingsDocs.Markdown(settings) : SettingsDocs.AppSettings(settings);
        var path = Path.Combine(Repository.Top, file);
        if (Environment.GetEnvironmentVariable("TELEHEALTH_WRITE_DOCS") == "1") File.WriteAllText(path, text);
        Assert.True(text == File.ReadAllText(path), $"{file} is not what the options say. Write it with TELEHEALTH_WRITE_DOCS=1 dotnet test --filter SettingsTests");
    }
}
