using System.Net.Mail;
using NodaTime;

namespace Telehealth.Server.Doors;

/// <summary>Gathers what is wrong with a request, by member; never what was sent.</summary>
internal sealed class Check
{
    private readonly List<(string Member, string Rule)> errors = [];

    /// <summary>Null when all is well.</summary>
    public Problem? Problem => errors.Count == 0 ? null : Problems.Invalid([.. errors]);

    public Check That(bool holds, string member, string rule)
    {
        if (!holds) errors.Add((member, rule));
        return this;
    }

    public Check Text(string? value, string member, int most, bool required = true) => That(
        value is null ? !required : value.Length <= most && !string.IsNullOrWhiteSpace(value) && !value.Any(char.IsControl),
        member, $"1 to {most} characters, no control characters");

    public Check Email(string? value, string member, bool required = true) => That(
        value is null ? !required : value.Length <= 254 && MailAddress.TryCreate(value, out var address) && address.Address == value, member, "an e-mail address");

    public Check Phone(string? value, string member) => That(
        value is null || (value.Length is >= 3 and <= 40 && value.Any(char.IsAsciiDigit) && value.All(c => char.IsAsciiDigit(c) || "+-(). x".Contains(c, StringComparison.Ordinal))),
        member, "a phone number");

    public Check Language(string? value, string member) => That(
        value is null || (value.Length is >= 2 and <= 35 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')), member, "a language tag such as en or es");

    public Check BirthDate(LocalDate? value, string member, Instant now) => That(
        value is not { } date || (date <= now.InUtc().Date.PlusDays(1) && date > new LocalDate(1890, 1, 1)), member, "a date in the past");
}
